/**
 * Computed styles, as far as tests ask for them: whether something is shown. jsdom's own hold every
 * element against every rule of every sheet, for every property. With the thousands of rules that
 * Fluent and the table bring, that was most of the time of the tests.
 */

const telling = ["display", "visibility", "pointer-events"] as const;
type Telling = (typeof telling)[number];

interface Rule {
  selector: string;
  value: string;
}

type Rules = Record<Telling, Rule[]>;

export function computeStylesLightly(): void {
  const displayOf = usualDisplay(window.getComputedStyle.bind(window));
  const rulesNow = followRules();
  window.getComputedStyle = (element) => {
    const rules = rulesNow();
    const own = (element as HTMLElement).style;
    const values: Record<string, string> = {
      display: stated(element, rules, "display") || displayOf(element),
      visibility: inherited(element, rules, "visibility") || "visible",
      "pointer-events": stated(element, rules, "pointer-events"),
    };
    return Object.create(own, {
      display: { value: values.display },
      visibility: { value: values.visibility },
      pointerEvents: { value: values["pointer-events"] },
      getPropertyValue: { value: (name: string) => values[name] ?? own.getPropertyValue(name) },
    });
  };
}

/** Without any rule; jsdom knows it, and is asked once about each kind of element. */
function usualDisplay(compute: typeof window.getComputedStyle) {
  const known = new Map<string, string>();
  return (element: Element) => {
    const { localName, namespaceURI } = element;
    const display =
      known.get(localName) ?? compute(document.createElementNS(namespaceURI, localName)).display;
    known.set(localName, display);
    return element.hasAttribute("hidden") ? "none" : display;
  };
}

/** The rules that matter, gathered anew when sheets or rules were added. */
function followRules(): () => Rules {
  let [rules, among]: [Rules | undefined, number] = [undefined, 0];
  const { insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.insertRule = function (...args) {
    rules = undefined;
    return insertRule.apply(this, args);
  };
  return () => {
    const sheets = document.styleSheets;
    if (!rules || among !== sheets.length) {
      [rules, among] = [gather([...sheets]), sheets.length];
    }
    return rules;
  };
}

function gather(sheets: CSSStyleSheet[]): Rules {
  const rules: Rules = { display: [], visibility: [], "pointer-events": [] };
  for (const rule of sheets.flatMap(({ cssRules }) => [...cssRules])) {
    const { selectorText: selector, style } = rule as CSSStyleRule;
    // No element is a pseudo-element.
    if (!selector || selector.includes("::")) continue;
    for (const name of telling) {
      const value = style.getPropertyValue(name);
      if (value) rules[name].push({ selector, value });
    }
  }
  return rules;
}

/** What the element's own style says, else the last rule that fits. */
function stated(element: Element, rules: Rules, name: Telling): string {
  const own = (element as HTMLElement).style?.getPropertyValue(name);
  if (own) return own;
  const classes = ` ${element.getAttribute("class")} `;
  const fits = ({ selector }: Rule) =>
    /^\.[\w-]+$/.test(selector) ? classes.includes(` ${selector.slice(1)} `) : element.matches(selector);
  return rules[name].findLast(fits)?.value ?? "";
}

function inherited(element: Element | null, rules: Rules, name: Telling): string {
  return element ? stated(element, rules, name) || inherited(element.parentElement, rules, name) : "";
}
