"""Microsoft's reference client (msal) signs in to the sample company and refreshes silently.

Usage: run_msal.py --sample-bin PATH. Ends with "N passed, N failed"; exit code 1 on failure.
The script plays the browser: it fills in the pages that msal opens.
"""

import argparse
import html
import json
import os
import re
import subprocess
import sys
import threading
import urllib.parse
import webbrowser

# Bundles set for the whole machine would replace the one certificate that is trusted here.
for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
    os.environ.pop(name, None)
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

import jwt  # noqa: E402
import msal  # noqa: E402
import requests  # noqa: E402

# msal adds openid, profile and offline_access by itself.
SCOPES = ["User.Read", "User.Read.All", "GroupMember.Read.All"]


class Browser:
    """Opens an address as one person, and submits the forms it meets."""

    def __init__(self, account, certificate):
        self.account = account
        self.session = requests.Session()
        self.session.verify = certificate
        self.titles = []

    def open(self, url, *_, **__):
        threading.Thread(target=self.visit, args=(url,), daemon=True).start()
        return True

    def visit(self, url):
        page = self.session.get(url, timeout=10)
        for _ in range(8):
            self.titles += re.findall(r"<title>(.*?)</title>", page.text)
            form = re.search(r'<form method="post" action="([^"]*)">(.*?)</form>', page.text, re.DOTALL)
            if not form:
                return
            target = urllib.parse.urljoin(page.url, html.unescape(form[1]))
            page = self.session.post(target, data=self.fields(form[2]), timeout=10)

    def fields(self, form):
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
        fields = {html.unescape(name): html.unescape(value) for name, value in hidden}
        if 'name="account"' in form.replace('<input type="hidden" name="account"', ""):
            fields["account"] = self.account
        elif 'name="decision"' in form:
            fields["decision"] = "accept"
        return fields


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, claim, holds, seen=None):
        print(("ok      " if holds else "FAILED  ") + claim + ("" if holds else f": {seen!r}"), flush=True)
        self.passed += bool(holds)
        self.failed += not holds


class Company:
    """The sample company with https, as a process that ends with this one."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "--https"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        facts = json.loads(self.process.stdout.readline())
        self.login_url, self.graph_url = facts["login_url"], facts["graph_url"]
        self.tenant_id, self.client_id = facts["tenant_id"], facts["client_id"]
        self.admins, self.certificate = facts["admins"], facts["certificate"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)

    def application(self, cache=None):
        return msal.PublicClientApplication(
            self.client_id,
            authority=f"{self.login_url}/{self.tenant_id}",
            instance_discovery=False,
            verify=self.certificate,
            token_cache=cache,
        )


def sign_in(application, company, account, timeout=20):
    """The token answer, empty when the browser never came back, and the browser."""
    browser = Browser(account, company.certificate)
    original, webbrowser.open = webbrowser.open, browser.open
    try:
        return application.acquire_token_interactive(SCOPES, timeout=timeout), browser
    except msal.oauth2cli.oauth2.BrowserInteractionTimeoutError:
        return {}, browser
    finally:
        webbrowser.open = original


def who_am_i(company, token):
    answer = requests.get(
        company.graph_url + "/me",
        headers={"Authorization": "Bearer " + token},
        verify=company.certificate,
        timeout=10,
    )
    return answer.json().get("userPrincipalName")


def signed_by_the_company(company, id_token):
    """The claims of an id token, after checking its signature with the published key."""
    discovery = f"{company.login_url}/{company.tenant_id}/v2.0/.well-known/openid-configuration"
    provider = requests.get(discovery, verify=company.certificate, timeout=10).json()
    keys = requests.get(provider["jwks_uri"], verify=company.certificate, timeout=10).json()
    key = jwt.PyJWKSet.from_dict(keys)[jwt.get_unverified_header(id_token)["kid"]]
    return jwt.decode(
        id_token, key, algorithms=["RS256"], audience=company.client_id, issuer=provider["issuer"]
    )


def check_account(checks, company, application, account):
    token, _ = sign_in(application, company, account)
    checks.that(f"{account} signs in", "access_token" in token, token)
    claims = signed_by_the_company(company, token.get("id_token", ""))
    checks.that("the id token names the account", claims.get("preferred_username") == account, claims)
    checks.that("the id token names the tenant", claims.get("tid") == company.tenant_id, claims)
    known = [one for one in application.get_accounts() if one["username"] == account]
    checks.that("msal remembers the account", len(known) == 1, application.get_accounts())
    seen = {token.get("access_token")}
    for turn in ("once", "twice"):
        token = application.acquire_token_silent(SCOPES, account=known[0], force_refresh=True) or {}
        checks.that(f"it refreshes silently {turn}", token.get("token_source") == "identity_provider", token)
        seen.add(token.get("access_token"))
    checks.that("each token is a new one", len(seen) == 3, len(seen))
    checks.that("the token reads /me", who_am_i(company, token.get("access_token", "")) == account)


def check_refusal(checks, company):
    token, browser = sign_in(company.application(), company, "jonas.weber@contoso-sample.example", timeout=3)
    checks.that("a non-admin gets no token", "access_token" not in token, token)
    checks.that("the browser says who can approve", "Need admin approval" in browser.titles, browser.titles)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sample-bin", required=True)
    company = Company(arguments.parse_args().sample_bin)
    checks = Checks()
    try:
        # Before an admin consents for the organisation, nobody else may.
        check_refusal(checks, company)
        application = company.application(msal.SerializableTokenCache())
        for account in company.admins[:2]:
            check_account(checks, company, application, account)
    finally:
        company.stop()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main())
