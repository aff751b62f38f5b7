import type { Reporter, TestModule } from 'vitest/node';

/** Counts what a run came to, a file that could not even be loaded being a failure too. */
export class CountingReporter implements Reporter {
  passed = 0;
  failed = 0;
  skipped = 0;

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const states = tests.map(test => test.result().state);
      this.passed += states.filter(state => state === 'passed').length;
      this.skipped += states.filter(state => state === 'skipped').length;
      const failed = states.filter(state => state === 'failed').length;
      // A failing hook or import fails the file while none of its tests does.
      this.failed += module.state() === 'failed' ? Math.max(failed, 1) : failed;
    }
  }

  /** `12 passed, 0 failed`, and how many were skipped if any were. */
  closingLine(): string {
    return `${this.passed} passed, ${this.failed} failed${this.skipped ? `, ${this.skipped} skipped` : ''}`;
  }
}
