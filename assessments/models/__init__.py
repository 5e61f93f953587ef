"""What was learned and said: banks of questions, quizzes, sittings, attempts, answers, scores."""

from assessments.models.attempt import Answer, Attempt, Score
from assessments.models.bank import Question, QuestionBank, QuestionVersion
from assessments.models.quiz import Quiz, QuizForm, QuizItem, Sitting

__all__ = [
    "Answer",
    "Attempt",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "Quiz",
    "QuizForm",
    "QuizItem",
    "Score",
    "Sitting",
]
