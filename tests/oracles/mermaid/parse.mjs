// Reads a JSON list of diagrams and answers a JSON list of { ok, error, chart }.
// What flowcharts say (nodes, edges, subgraphs) is in `chart`; other kinds have none.
import DOMPurify from 'dompurify';
import mermaid from 'mermaid';

// Mermaid cleans labels with DOMPurify, which needs a browser's document. Cleaning has no say in
// whether a diagram parses, so labels pass as they are.
DOMPurify.addHook = () => {};
DOMPurify.sanitize = (text) => text;

// Mermaid logs what it cannot read in directives; the answer is on standard output alone.
console.error = () => {};
console.warn = () => {};
console.debug = () => {};
console.info = () => {};

const chartOf = async (text) => {
  const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
  if (!type.startsWith('flowchart')) {
    return undefined;
  }
  return {
    direction: db.getDirection(),
    nodes: [...db.getVertices().values()].map(({ id, text, type }) => ({ id, text, type })),
    edges: db.getEdges().map(({ start, end, text, type, stroke, length }) => ({ start, end, text, type, stroke, length })),
    subgraphs: db.getSubGraphs().map(({ id, title, nodes }) => ({ id, title, nodes })),
  };
};

const answer = async (text) => {
  try {
    await mermaid.parse(text);
    return { ok: true, error: null, chart: await chartOf(text) };
  } catch (error) {
    return { ok: false, error: String(error?.message ?? error) };
  }
};

const parts = [];
for await (const part of process.stdin) {
  parts.push(part);
}
const answers = [];
for (const text of JSON.parse(Buffer.concat(parts).toString('utf8'))) {
  answers.push(await answer(text));
}
process.stdout.write(JSON.stringify(answers));
