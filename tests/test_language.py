"""Refusal of texts in other languages: sure or silent."""

import pytest

from attribution import InputError
from attribution.language import check_english

FOREIGN = {
    "Spanish": "El presidente dijo que no habrá elecciones este año, según dos fuentes cercanas al gobierno.",
    "French": "Le ministre a démissionné mardi, ont indiqué deux responsables à l'agence, qui ont requis l'anonymat.",
    "German": "Der Minister ist am Dienstag zurückgetreten, sagten zwei Beamte, die nicht genannt werden wollten.",
    "Dutch": "De minister is dinsdag afgetreden, zeggen twee ambtenaren, die niet bevoegd waren om te praten over de zaak.",
    "Danish": "Ministeren trådte tilbage tirsdag, siger to embedsmænd, som har bedt om at være anonyme for ikke at miste deres job.",
    "Turkish": "Bakan salı günü istifa etti, iki yetkili ajansa konuştu ve isimlerinin açıklanmamasını istedi.",
    "Arabic": "استقال الوزير يوم الثلاثاء.",
    "Russian": "Министр ушёл в отставку, сообщили два чиновника.",
    "Chinese": "两名官员说,部长星期二辞职。",
    "Japanese": "大臣は火曜日に辞任したと二人の当局者が語った。",
}
ENGLISH = [
    "",
    "12.5%",
    "👇👇👇",
    "He left.",
    "Hola",
    "Ahmad al-Sharaa met Abu Mohammed al-Jolani in Idlib, Hayat Tahrir al-Sham said.",
    "SYRIA: AHMAD AL-SHARAA MEETS VLADIMIR PUTIN, ASSAD FLEES MOSCOW; HAYAT TAHRIR AL-SHAM SEIZES DAMASCUS, HOMS, HAMA",
    "Recep Tayyip Erdoğan, Kemal Kılıçdaroğlu, Meral Akşener, Selahattin Demirtaş, Ekrem İmamoğlu, Mansur Yavaş attended.",
    "Xi Jinping, Li Keqiang, Wang Yi, Zhao Lijian, Hua Chunying, Geng Shuang, Yang Jiechi voted yes; Zhang Gaoli voted no.",
    "“Nous ne céderons pas, nous ne céderons jamais devant la menace, quoi qu'il en coûte à nos familles,” Mr. Macron said.",
    '"No pasarán, compañeros, la lucha sigue y sigue hasta la victoria," sang Ms. Ruiz. Crowds cheered.',
    "The banner read “استقال الوزير يوم الثلاثاء وقال إنه لن يعود إلى منصبه أبدا”, and the crowd sang.",
]


@pytest.mark.parametrize(("name", "text"), FOREIGN.items())
def test_other_languages_are_refused_by_name(name: str, text: str) -> None:
    for given in (text, text.upper() * 2 if name in ("Russian", "Arabic") else text * 50):
        with pytest.raises(InputError, match=f"looks like {name}; attribution reads English"):
            check_english(given)


@pytest.mark.parametrize("text", ENGLISH)
def test_what_may_be_english_passes(text: str) -> None:
    check_english(text)
    check_english(text.upper())


def test_english_around_a_foreign_quotation_passes() -> None:
    check_english("The crowd sang. " * 10 + FOREIGN["Spanish"])
