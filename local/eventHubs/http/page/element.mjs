/**
 * Makes an element. Texts among its children become text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {readonly (string | Node)[]} [children]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * A table with headings, whose body is filled by the caller.
 * @param {string} caption read aloud, not shown
 * @param {readonly (readonly [name: string, className?: string])[]} columns
 */
export function table(caption, columns) {
  const headings = columns.map(([name, className = '']) => element('th', { scope: 'col', class: className }, [name]));
  const rows = element('tbody');
  const whole = element('table', {}, [
    element('caption', { class: 'unseen' }, [caption]),
    element('thead', {}, [element('tr', {}, headings)]),
    rows,
  ]);
  return { whole: element('div', { class: 'scroll' }, [whole]), rows };
}

/**
 * Changes a text only where it differs, so that nothing flickers and no selection is lost.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
