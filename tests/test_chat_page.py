"""The demo as a newcomer sees it: `python -m bot demo`, a real browser on a phone's screen, real taps."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
PATIENCE = 15
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=390,844",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="there is no Chromium with its driver on this machine"
    ),
]


@pytest.fixture
def address(tmp_path):
    """The chat page of a demo that runs in a folder of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        try:
            yield re.search(r"http://\S+", demo.stdout.readline()).group()
        finally:
            demo.terminate()


@pytest.fixture
def phone(address, tmp_path):
    options = Options()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'browser'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    try:
        driver.get(address)
        yield Phone(driver)
    finally:
        driver.quit()


class Phone:
    def __init__(self, driver):
        self.driver = driver

    def until(self, fact):
        return WebDriverWait(self.driver, PATIENCE).until(lambda _: fact())

    def taps(self, label):
        """Taps the last button with this label, as soon as there is one."""
        script = """
            const all = [...document.querySelectorAll('button')];
            const ready = all.filter(b => !b.disabled && b.offsetParent);
            const mine = ready.filter(b => b.textContent.trim() === arguments[0]).at(-1);
            if (mine) mine.click();
            return Boolean(mine);
        """
        self.until(lambda: self.driver.execute_script(script, label))

    def says(self, words):
        self.driver.find_element(By.CSS_SELECTOR, "textarea").send_keys(words, Keys.ENTER)

    def shows(self, words):
        script = "return document.body.innerText.includes(arguments[0])"
        return self.until(lambda: self.driver.execute_script(script, words))


def test_a_newcomer_reaches_the_letter_in_a_real_browser(phone):
    phone.taps("Start")
    assert phone.shows("Three promises")
    phone.taps("Start")
    phone.taps("North Northamptonshire")
    assert phone.shows("What shall I call your child?")
    phone.says("Bee <b>&amp;")
    assert phone.shows("Is this right?")
    phone.taps("Save")
    phone.taps("Something happened")
    phone.taps("Assessment or plan")
    phone.taps("I asked for an EHC assessment")
    phone.taps("E-mail")
    phone.taps("Today")
    phone.taps("Save")
    assert phone.shows("What this means for Bee <b>&amp;")
    phone.taps("+6 weeks")
    phone.taps("+1 week")
    assert phone.shows("your council is late")
    phone.taps("Write the letter")
    assert phone.shows("What is your name, as you sign a letter?")
    errors = [entry for entry in phone.driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors


def test_the_page_asks_for_nothing_from_elsewhere(address, phone):
    phone.taps("Start")
    phone.shows("Three promises")
    script = "return performance.getEntriesByType('resource').map(entry => entry.name)"
    assert all(name.startswith(address) for name in phone.driver.execute_script(script))


def test_the_button_in_the_group_leads_to_ones_own_chat_with_the_group_carried_along(phone):
    phone.taps("Parents together")
    phone.taps("Open our private chat")
    assert phone.shows("Three promises")
    phone.taps("Start")
    assert phone.shows("Shall I send them to you here too?")


def test_families_come_into_the_group_and_are_counted_and_get_no_tab(phone):
    phone.taps("Parents together")
    assert phone.shows("Open our private chat")
    phone.driver.find_element(By.ID, "group-open").click()
    phone.taps("Bring 14")
    assert phone.shows("17 people, and the bot")
    assert phone.shows("14 families have told the bot what happened to them")
    tabs = [tab.text for tab in phone.driver.find_elements(By.CSS_SELECTOR, "#people [role='tab']")]
    assert not any("Family" in name for name in tabs)
