/**
 * The title area belongs to this script, as it belongs to React on the real site.
 *
 * Whoever put a node in, moved one or took one away meanwhile makes the next render fail: React's removeChild throws, the error is
 * not caught, and the page is left broken. Extensions have to live with that, so this site does it too.
 */

const childrenOf = (element) => [...element.childNodes];

/** Throws what `removeChild` throws when a subtree is not as it was rendered. */
const notFound = (parent) =>
  new DOMException(
    `Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node. (in <${parent.localName}>)`,
    'NotFoundError',
  );

export function createOwnedRegions(regions) {
  /** Every element that was rendered, with its children in order. */
  let rendered = new Map();

  const record = () => {
    rendered = new Map();
    for (const region of regions) {
      for (const element of [region, ...region.querySelectorAll('*')]) rendered.set(element, childrenOf(element));
    }
  };

  const check = () => {
    for (const [element, children] of rendered) {
      // What a person types into a text area is not ours to compare.
      if (element.localName === 'textarea') continue;
      const now = childrenOf(element);
      if (now.length !== children.length || now.some((child, index) => child !== children[index])) throw notFound(element);
    }
  };

  record();
  return {
    /** Renders new nodes into the regions. */
    render(htmlByRegion) {
      check();
      for (const [region, html] of htmlByRegion) {
        const template = document.createElement('template');
        template.innerHTML = html;
        region.replaceChildren(template.content);
      }
      record();
    },
    /** Changes what is there in place. */
    change(work) {
      check();
      work();
      record();
    },
  };
}
