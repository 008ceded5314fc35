import { expect, test } from "vitest";
import { closingLines, testEnvironment } from "../../scripts/suite.mjs";

const passed = { status: "passed" };
const failed = { status: "failed" };

function results(files: readonly { status: string; assertionResults: readonly { status: string }[] }[]) {
  const all = files.flatMap((file) => file.assertionResults);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  return {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("skipped"),
    numTodoTests: 0,
    testResults: files,
  };
}

test("a run ends with how many tests passed and failed", () => {
  expect(closingLines(results([{ status: "passed", assertionResults: [passed, passed] }]), 0)).toEqual(["2 passed, 0 failed"]);
  expect(closingLines(results([{ status: "failed", assertionResults: [passed, failed] }]), 1)).toEqual(["1 passed, 1 failed"]);
});

test("a file that failed before its first test counts as a failure", () => {
  const files = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [passed] },
  ];
  expect(closingLines(results(files), 1)).toEqual(["1 passed, 1 failed"]);
});

test("tests that did not run are told apart from passed ones", () => {
  const files = [{ status: "passed", assertionResults: [passed, { status: "skipped" }] }];
  expect(closingLines(results(files), 0)).toEqual(["1 not run (skipped, or never reached)", "1 passed, 0 failed"]);
});

test("a failure outside the tests is said when no test failed", () => {
  const files = [{ status: "passed", assertionResults: [passed] }];
  expect(closingLines(results(files), 1)).toEqual(["vitest ended with exit code 1: see above", "1 passed, 0 failed"]);
});

test("the tests see nothing of a running Coterie's settings", () => {
  const env = testEnvironment({ PATH: "/bin", PORT: "4310", COTERIE_DATA: "/data", CHROMIUM_PATH: "/c", NODE_ENV: "production" }, false);
  expect(env).toEqual({ PATH: "/bin", CHROMIUM_PATH: "/c", NODE_ENV: "test" });
  expect(testEnvironment({}, true)).toEqual({ NODE_ENV: "test", COTERIE_TEST_LONG: "1" });
});
