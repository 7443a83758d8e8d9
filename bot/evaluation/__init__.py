"""How well we find what is meant: measured on names and questions that were written before anything was tuned."""

from bot.evaluation.cases import Cases, NameCase, QuestionCase, load_cases
from bot.evaluation.figures import Figure
from bot.evaluation.names import measure_names
from bot.evaluation.questions import measure_questions

__all__ = ["Cases", "Figure", "NameCase", "QuestionCase", "load_cases", "measure_names", "measure_questions"]
