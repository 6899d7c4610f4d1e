package org.proofmark.controller.report;

/// How the report looks: system fonts, light and dark, readable in print.
final class Style {
    static final String CSS =
            """
            :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff;
              --line: #d0d7de; --panel: #f6f8fa; --pass: #116329; --pass-bg: #dafbe1;
              --fail: #a40e26; --fail-bg: #ffebe9; --open: #7d4e00; --open-bg: #fff1c9; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --soft: #9aa4af; --paper: #0d1117; --line: #30363d;
                --panel: #161b22; --pass: #7ee787; --pass-bg: #12361f; --fail: #ffa198;
                --fail-bg: #4c1417; --open: #f2cc60; --open-bg: #3d2e05; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
            main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
            h1 { font-size: 1.9rem; margin: 0 0 .75rem; }
            h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem;
              border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
            h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
            p { margin: .5rem 0; }
            .lead { font-size: 1.1rem; }
            .quiet, footer { color: var(--soft); }
            .notice { border-left: 4px solid var(--open); background: var(--open-bg);
              padding: .6rem .9rem; border-radius: .25rem; }
            article { background: var(--panel); border: 1px solid var(--line);
              border-radius: .5rem; padding: .25rem 1.1rem .75rem; margin: 1rem 0; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .95rem; }
            th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
              border-bottom: 1px solid var(--line); }
            th { color: var(--soft); font-weight: 600; white-space: nowrap; }
            ul { padding-left: 1.25rem; margin: .5rem 0; }
            li { margin: .35rem 0; }
            code { font: .85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
              color: var(--soft); overflow-wrap: anywhere; }
            details { margin: .5rem 0; }
            summary { cursor: pointer; color: var(--soft); }
            .badge { display: inline-block; font-size: .8rem; font-weight: 700;
              letter-spacing: .03em; padding: .1rem .5rem; border-radius: 1rem;
              white-space: nowrap; }
            .badge.pass { color: var(--pass); background: var(--pass-bg); }
            .badge.fail { color: var(--fail); background: var(--fail-bg); }
            .badge.inconclusive { color: var(--open); background: var(--open-bg); }
            @media print { details:not([open]) > * { display: none; } body { font-size: 11pt; } }
            """;

    private Style() {}
}
