// Words in a note that look like the name of a pupil: as visits/domain/names_in_notes.py, with the same words.
const WORD = /[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9'\u2019-]*/g;
const QUOTED = /["\u201e\u201c\u00ab][^"\u201e\u201c\u201d\u00ab\u00bb]{1,80}["\u201c\u201d\u00bb]/g;

const shorter = (word) => (word.endsWith("s") ? word.slice(0, -1) : word);

const likeAName = (word, begins, known, around) => {
  const plain = word.toLowerCase().replace(/['\u2019]s$/, "");
  const capital = word[0] !== word[0].toLowerCase();
  for (const name of [plain, shorter(plain)])
    if (known.first_names.has(name)) return (capital || !known.also_words.has(name)) && !around.has(name);
  if (!capital || begins || word.length < 2) return false;
  const abbreviated = word === word.toUpperCase() && word.length <= 5;
  const own = [plain, shorter(plain), plain.split("-")[0]];
  return !abbreviated && !own.some((one) => known.no_names.has(one) || around.has(one));
};

export const wordsLikeNames = (note, words, local) => {
  const known = Object.fromEntries(Object.entries(words).map(([name, list]) => [name, new Set(list)]));
  const around = new Set(local), found = new Set();
  const text = note.replace(QUOTED, (quoted) => ",".repeat(quoted.length));
  let end = 0, before = "";
  for (const match of text.matchAll(WORD)) {
    const begins = !before || /[.!?\n]/.test(text.slice(end, match.index));
    if (!known.before_adults.has(before) && likeAName(match[0], begins, known, around)) found.add(match[0]);
    end = match.index + match[0].length;
    before = match[0].toLowerCase();
  }
  return [...found];
};
