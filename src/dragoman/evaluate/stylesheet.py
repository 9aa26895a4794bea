"""How the report looks: one stylesheet written into the page, light or dark as the reader's system is."""

from __future__ import annotations

from dragoman.evaluate.markup import Html

__all__ = ["STYLESHEET"]

STYLESHEET = Html("""
:root { color-scheme: light dark; --page: #fff; --card: #f6f7f9; --line: #d5d9e0; --ink: #1b1f26; --soft: #5a6372;
  --right: #1a7f4b; --wrong: #c0392b; --accent: #2457a6; --actor: #cfe3ff; --recipient: #ffe3b8; --trigger: #d9f2d0; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --card: #1d2128; --line: #363c47; --ink: #e6e9ee;
  --soft: #9aa4b5; --right: #3fb57b; --wrong: #e8695b; --accent: #7fb0ff; --actor: #1e3f6b; --recipient: #634617;
  --trigger: #255023; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; } a { color: var(--accent); }
nav a { margin-right: 1rem; white-space: nowrap; } p, figcaption, header i, ol { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0; }
dd { margin: 0; } dt { color: var(--soft); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .92rem; }
th, td { padding: .2rem .7rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th { font-weight: 600; color: var(--soft); } figure { margin: 1rem 0; }
svg { max-width: 100%; height: auto; font: 11px system-ui, sans-serif; } svg text { fill: var(--ink); }
svg .strong { fill: var(--page); font-weight: 600; } svg .empty { fill: var(--card); } svg .right { fill: var(--right); }
svg .wrong { fill: var(--wrong); } svg .grid { stroke: var(--line); } svg .bar { fill: var(--accent); opacity: .25; }
svg .ideal { stroke: var(--soft); stroke-dasharray: 5 4; } svg .dot { fill: var(--accent); }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0;
  break-inside: avoid; }
article header { font-size: .88rem; } article table { width: 100%; table-layout: fixed; }
article th:first-child { width: 6.5rem; }
article tr.differs td { font-weight: 600; color: var(--wrong); }
article ol { font-size: .85rem; margin: .5rem 0 0; padding-left: 1.4rem; }
blockquote { margin: .4rem 0 .6rem; font-size: 1.05rem; max-height: 24rem; overflow-y: auto; white-space: pre-wrap; }
mark { color: inherit; background: none; border-radius: .2rem; padding: 0 .1rem; } mark.actor { background: var(--actor); }
mark.recipient { background: var(--recipient); } mark.trigger { background: var(--trigger); font-weight: 700; }
mark.actor.recipient { background: linear-gradient(var(--actor) 50%, var(--recipient) 50%); }
mark.gold { background: none; border-bottom: 2px dashed var(--soft); }
mark.gold.actor { border-color: #4a90e2; } mark.gold.recipient { border-color: #d98c1a; }
mark.gold.trigger { border-color: #4a9c3c; }
summary { cursor: pointer; font-weight: 600; }
""")
