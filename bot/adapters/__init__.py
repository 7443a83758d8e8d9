"""A folder a platform: native events in as Calls, Replies out, each block drawn its own best way."""
