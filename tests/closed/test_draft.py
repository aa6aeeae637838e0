import pytest
pytestmark = pytest.mark.django_db
import json, collections, time
from tests.closed.addresses import own, of_others, elsewhere
from tests.closed.readers import EVERYBODY
from tests.closed.site_map import of_an_organisation
from tests.closed.visits import look

def test_draft(world, client_for):
    out = {}
    import pathlib
    seen = collections.defaultdict(set)
    import re
    marks = re.compile(r"\b\w+(?:zwaan|reiger|merel|lijster|spreeuw|vink|kievit|grutto|uil)\b", re.I)
    odd=[]
    t0=time.time()
    for page in of_an_organisation():
        for reader in EVERYBODY[:1]:
            c = client_for(reader)
            for method in ("get", "post"):
                sts=[]
                for a in own(page, reader, world):
                    v = look(c, a, method=method)
                    sts.append(v.status)
                    for m in marks.findall(v.text): seen[m].add(reader.key)
                    if method=="get" and v.wrote: odd.append(("wrote", reader.key, a, sorted(v.wrote)))
                    if v.status==200 and "no-store" not in v.headers.get("Cache-Control",""): odd.append(("cache", page.name, v.headers.get("Cache-Control")))
                fs=[]
                for a in of_others(page, reader, world):
                    v = look(c, a, method=method)
                    fs.append(v.status)
                    for m in marks.findall(v.text): seen[m].add(reader.key)
                out.setdefault(page.name, {}).setdefault(method, {})[reader.key]=(sts, fs)
            print(page.name, round(time.time()-t0,2), flush=True)
            es=[look(c,a).status for a in elsewhere(page, reader, world)]
            if es!=[404]: odd.append(("elsewhere", page.name, reader.key, es))
    print("TIME", time.time()-t0)
    pathlib.Path("/tmp/closed/out.json").write_text(json.dumps([out, {k: sorted(v) for k,v in seen.items()}, sorted(set(map(str,odd)))]))
