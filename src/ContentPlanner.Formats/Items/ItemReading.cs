using System.Buffers;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// An item as a program sent it, read and checked as if it stood in the plan's own document: the same words, references and
/// rules. All mistakes are told, each with a pointer to where it stands.
/// </summary>
public sealed class ItemReading
{
    /// <summary>What people call an item, in the order to look for it.</summary>
    private static readonly string[] Titles = ["title", "name", "what", "role", "person", "launch"];

    private ItemReading(PlanItem? item, IReadOnlyList<PointedProblem> problems) => (Item, Problems) = (item, problems);

    /// <summary>With id, change data and the items below it as before; null when there is a problem.</summary>
    public PlanItem? Item { get; }

    public IReadOnlyList<PointedProblem> Problems { get; }

    /// <param name="workspace">With ids on every item.</param>
    /// <param name="owner">What the item belongs to, of <paramref name="workspace"/>; the workspace itself for it.</param>
    /// <param name="before">The item as it is; null: it is new.</param>
    /// <param name="today">Clock changes of the ten years from here on are looked at.</param>
    public static ItemReading Of(ItemForm form, ReadOnlySequence<byte> json, Workspace workspace, PlanItem owner, PlanItem? before, Library library, LocalDate today)
    {
        var (places, root) = JsonNodes.Read(json);
        if (root is null) return new(null, places.Problems);
        var problems = new List<PointedProblem>(places.Problems);
        var (given, key) = Sorted(form, root, workspace, owner, before, places, problems);
        if (problems.Count > 0) return new(null, problems);

        var document = Sketch(workspace, before);
        var (read, proof) = Read(document, form, owner, before, given, library, today);
        var errors = proof.Problems.Where(p => p.Severity == Severity.Error).ToList();
        if (errors.Count == 0 && Found(read!, form, owner, key) is { } item) return new(Kept(form, item, before), []);
        problems.AddRange(errors.Where(p => p.Line > 0).Select(p => new PointedProblem(places.PointerOf(p.Line) ?? "", p.Message)));
        // What was wrong elsewhere before is not this item's to mend.
        if (errors.Exists(p => p.Line == 0))
        {
            var known = Read(document, form, owner, before, null, library, today).Proof.Problems.Select(p => p.Message).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(errors.Where(p => p.Line == 0 && !known.Contains(p.Message)).Select(p => new PointedProblem("", p.Message)));
            if (problems.Count == 0 && read is not null && Found(read, form, owner, key) is { } sound) return new(Kept(form, sound, before), []);
        }
        return new(null, problems);
    }

    /// <summary>The item's own keys with the one that names it; what is not a program's to say is compared or passed over.</summary>
    private static (Mapping Given, string Key) Sorted(ItemForm form, Mapping root, Workspace workspace, PlanItem owner, PlanItem? before, JsonNodes places, List<PointedProblem> problems)
    {
        var entries = new List<Entry>();
        Scalar? key = null;
        foreach (var entry in root.Entries)
        {
            var (name, pointer) = (entry.Key.Text, places.PointerOf(entry.Key.At.Line)!);
            if (name == "id" && entry.Value is Scalar { IsAbsent: false, Text: var id } && id != before?.Id?.ToString())
                problems.Add(new(pointer, before is null ? "the program gives ids; leave it out" : $"this is not the id of '{before.Key}': an item keeps its id"));
            else if (ItemForm.IsOwn(name) || name == "revision") continue;
            else if (form.IsForeign(name))
                problems.Add(new(pointer, name == "body-file" ? "files beside a plan are not read here: send the text as body" : $"these have an address of their own: …/{name}"));
            else if (name == "key" && entry.Value is Scalar { IsAbsent: false } given) key = given;
            else if (name != "key") entries.Add(entry);
        }
        if (before is not null && key is not null && key.Text != before.Key && form != ItemForms.Workspace)
            problems.Add(new("/key", $"it is called '{before.Key}', and others may refer to it by that: a key stays"));
        else if (before is null && key is not null && Taken(form, workspace, owner).Contains(key.Text))
            problems.Add(new("/key", $"there is a {form.Name} '{Proof.Brief(key.Text)}' already: give this one another key"));
        key ??= new Scalar(before?.Key ?? Made(form, root, workspace, owner), Style.Quoted);
        entries.Insert(0, new(new Scalar("key", Style.Plain), key));
        return (new Mapping(entries, root.At), key.Text);
    }

    /// <summary>A key made of what people call it.</summary>
    private static string Made(ItemForm form, Mapping root, Workspace workspace, PlanItem owner)
    {
        var title = Titles.Select(k => root.Entries.FirstOrDefault(e => e.Key.Text == k)?.Value).OfType<Scalar>().FirstOrDefault();
        return Keys.New(title?.Text ?? "", form.Kind.Word, Taken(form, workspace, owner));
    }

    private static IEnumerable<string> Taken(ItemForm form, Workspace workspace, PlanItem owner) =>
        (form.Kind.Word == "project-milestone" ? owner : workspace).Everything().Where(i => i.GetType() == form.Kind.Type).Select(i => i.Key);

    /// <summary>The document that an item is read in, without what is long and nothing refers to.</summary>
    private static Workspace Sketch(Workspace workspace, PlanItem? before) => workspace with
    {
        Pieces = before is ContentPiece piece ? [piece with { BodyFile = null }] : [],
        Milestones = [],
        Tasks = [],
    };

    /// <param name="given">In the place of the item before, or at the end of its list; null: as everything was.</param>
    private static (Workspace? Read, Proof Proof) Read(Workspace sketch, ItemForm form, PlanItem owner, PlanItem? before, Mapping? given, Library library, LocalDate today)
    {
        var proof = new Proof("");
        var root = (Mapping)WorkspaceKeys.Document.Write(sketch);
        if (given is not null) root = Spliced(root, form, owner, before, given);
        var read = WorkspaceKeys.Document.Read(root, proof, out var value) ? value : null;
        PlanFile.Know(library, proof);
        if (read is not null) new PlanChecks(read, library, today, proof).Run();
        proof.Settle();
        return (read, proof);
    }

    private static Mapping Spliced(Mapping root, ItemForm form, PlanItem owner, PlanItem? before, Mapping given)
    {
        if (form == ItemForms.Workspace) return Replaced(root, "workspace", _ => given);
        return form.Owner is not { } above ? InList(root, form, before, given)
            : above.Owner is not { } top ? Replaced(root, above.Collection, list => In((Sequence)list!, owner, m => InList(m, form, before, given)))
            : Replaced(root, top.Collection, tops => Any((Sequence)tops!, m => Replaced(m, above.Collection, list => list is null ? null : In((Sequence)list, owner, n => InList(n, form, before, given)))));
    }

    private static Mapping InList(Mapping owner, ItemForm form, PlanItem? before, Mapping given) => Replaced(owner, form.Collection, list =>
    {
        var items = (list as Sequence)?.Items ?? [];
        return new Sequence(before is null
            ? [.. items, given]
            : [.. items.Select(i => IsOf((Mapping)i, before) ? new Mapping([.. given.Entries, .. ((Mapping)i).Entries.Where(e => form.IsForeign(e.Key.Text))], given.At) : i)]);
    });

    private static Sequence In(Sequence list, PlanItem item, Func<Mapping, Mapping> change) => new([.. list.Items.Select(i => IsOf((Mapping)i, item) ? change((Mapping)i) : i)]);

    private static Sequence Any(Sequence list, Func<Mapping, Mapping> change) => new([.. list.Items.Select(i => change((Mapping)i))]);

    /// <summary>Ids tell them apart, whatever they are called.</summary>
    private static bool IsOf(Mapping node, PlanItem item) => node.Entries.FirstOrDefault(e => e.Key.Text == "id")?.Value is Scalar id && id.Text == item.Id?.ToString();

    private static Mapping Replaced(Mapping mapping, string key, Func<Node?, Node?> value)
    {
        var there = mapping.Entries.FirstOrDefault(e => e.Key.Text == key);
        var now = value(there?.Value);
        if (now is null) return mapping;
        var entry = new Entry(there?.Key ?? new Scalar(key, Style.Plain), now);
        return new(there is null ? [.. mapping.Entries, entry] : [.. mapping.Entries.Select(e => e == there ? entry : e)], mapping.At);
    }

    private static PlanItem? Found(Workspace read, ItemForm form, PlanItem owner, string key)
    {
        if (form == ItemForms.Workspace) return read;
        var among = owner is Workspace ? read : read.Everything().First(i => i.Id == owner.Id);
        return ItemKinds.Of(among).Lists.First(l => l.Kind == form.Kind).In(among).LastOrDefault(i => i.Key == key);
    }

    /// <summary>What is not said by its keys is as before.</summary>
    private static PlanItem Kept(ItemForm form, PlanItem item, PlanItem? before)
    {
        item = form.Kind.Bare(item) with { Id = before?.Id, Sequence = before?.Sequence, Changed = before?.Changed };
        if (before is null) return item;
        foreach (var list in ItemKinds.Of(item).Lists) item = list.Carry(before, item);
        // Where an export puts the text, as long as it is one that fits there.
        return item is ContentPiece { Body: { } body } piece && before is ContentPiece { BodyFile: { } file } && PlanFile.IsBodyFile(file, body.Format) ? piece with { BodyFile = file } : item;
    }
}
