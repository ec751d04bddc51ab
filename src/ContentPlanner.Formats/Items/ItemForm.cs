using System.Text.Json;
using System.Text.Json.Nodes;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// How items of one kind look to programs: the keys of the plan format, as JSON (docs/api.md). The declaration that reads and
/// writes plan files reads, checks, writes and explains these, too. Items below an item have forms and addresses of their own.
/// </summary>
public sealed class ItemForm
{
    /// <summary>What the program keeps by itself; sent back unread.</summary>
    private static readonly string[] OwnKeys = ["id", "sequence", "changed"];

    private readonly Func<PlanItem, Mapping> _write;
    private readonly Func<SchemaBook, JsonObject> _schema;
    private readonly Action<Mapping, Proof> _read;
    private readonly NounOutline _outline;

    private ItemForm(ItemKind kind, string collection, NounOutline outline, Func<PlanItem, Mapping> write, Func<SchemaBook, JsonObject> schema, Action<Mapping, Proof> read, Kind names) =>
        (Kind, Collection, _outline, _write, _schema, _read, Names) = (kind, collection, outline, write, schema, read, names);

    public ItemKind Kind { get; }

    /// <summary>The plan format's key for a list of these: <c>open-roles</c>.</summary>
    public string Collection { get; }

    /// <summary>Singular, as it stands in messages: <c>open role</c>.</summary>
    public string Name => _outline.Name;

    /// <summary>One sentence.</summary>
    public string About => _outline.About;

    /// <summary>What the item belongs to; null: the workspace.</summary>
    public ItemForm? Owner { get; private set; }

    public IReadOnlyList<ItemForm> Below { get; private set; } = [];

    /// <summary>The name of its schema: <c>OpenRole</c>.</summary>
    public string SchemaName => ItemSchemas.NameOf(Name);

    /// <summary>The kind whose keys must differ.</summary>
    internal Kind Names { get; }

    /// <summary>Keys that mean nothing here: lists with addresses of their own, and files beside a plan.</summary>
    internal bool IsForeign(string key) => Below.Any(b => b.Collection == key) || (key == "body-file" && Kind.Type == typeof(ContentPiece));

    internal static bool IsOwn(string key) => OwnKeys.Contains(key);

    /// <summary>Its own keys, into an object that was begun.</summary>
    public void Write(Utf8JsonWriter json, PlanItem item) => JsonNodes.WriteEntries(json, Mapping(item));

    /// <summary>The same as the plan format's nodes; a piece's text stands in it wherever the plan keeps it.</summary>
    internal Mapping Mapping(PlanItem item) => _write(Kind.Bare(item is ContentPiece { BodyFile: not null } piece ? piece with { BodyFile = null } : item));

    /// <summary>Tells <paramref name="proof"/> of mistakes and references.</summary>
    internal void Read(Mapping node, Proof proof) => _read(node, proof);

    internal JsonObject Schema(SchemaBook book) => _schema(book);

    internal static ItemForm Of<T>(string kind, string collection, Noun<T> noun, Kind names, params IReadOnlyList<ItemForm> below) where T : PlanItem
    {
        var form = new ItemForm(ItemKinds.Named(kind)!, collection, noun.Outline, item => (Mapping)noun.Write((T)item), noun.Schema, (node, proof) => noun.Read(node, proof, out _), names) { Below = below };
        foreach (var one in below) one.Owner = form;
        return form;
    }
}
