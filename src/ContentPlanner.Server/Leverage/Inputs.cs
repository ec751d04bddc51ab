using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Items;
using NodaTime.Text;

namespace ContentPlanner.Server.Leverage;

/// <summary>A piece with what was decided about its tasks, and the revisions that last wrote both.</summary>
/// <param name="DecisionRevisions">Their sum.</param>
internal sealed record PieceInput(ContentPiece Piece, long Revision, IReadOnlyCollection<TaskDecision> Decisions, long DecisionRevisions)
{
    public Guid Id => Piece.Id!.Value;
}

/// <summary>What derived rows are made from, as short proofs that are kept beside them (<see cref="SourceRow.Fingerprint"/>).</summary>
internal sealed class Inputs(Workspace workspace, Library library)
{
    private static readonly ConditionalWeakTable<Library, string> Libraries = [];

    private readonly Lazy<string> _shared = new(() => Shared(workspace, library));
    private readonly Lazy<string> _launches = new(() => Print(workspace.Launches.SelectMany(Item)));

    /// <summary>The fingerprint of what has to be derived again.</summary>
    public const string Due = "";

    /// <summary>The source of a workspace's proposals for empty slots.</summary>
    public static Guid ProposalsOf(Guid workspace) => Identity.Derived(workspace, "proposals", "");

    /// <summary>Blueprints, recipes, channels, and the rules of this build of the program.</summary>
    public static string LibraryPrint(Library library) => Libraries.GetValue(library, l => Print([
        l.ToString(),
        typeof(BySource).Assembly.ManifestModule.ModuleVersionId.ToString(),
        typeof(ItemJson).Assembly.ManifestModule.ModuleVersionId.ToString()]));

    /// <summary>What everything hangs on.</summary>
    public string Everything => _shared.Value;

    public string Of(PieceInput input) => Of(input.Piece, input.Revision, input.Decisions.Count, input.DecisionRevisions);

    public string Of(ContentPiece piece, long revision, int decisions, long decisionRevisions) => string.Create(CultureInfo.InvariantCulture,
        $"{revision}.{decisions}.{decisionRevisions} {_shared.Value}{(BySource.FollowsLaunches(piece, library) ? " " + _launches.Value : "")}");

    public string Of(Launch launch, IEnumerable<TaskDecision> decisions) => Print([
        _shared.Value, .. Item(launch), .. Decisions(launch.Key), .. decisions.OrderBy(d => d.Key, StringComparer.Ordinal).SelectMany(Item)]);

    public string Of(Plan period) => Print([_shared.Value, .. Tree(period), .. period.Projects.SelectMany(p => Decisions(p.Key))]);

    public string OfNotes() => Print([_shared.Value, .. workspace.Notes.SelectMany(Item)]);

    /// <summary>Pieces of one day and channel are in one place.</summary>
    public static string? PlaceOf(ContentPiece piece) =>
        piece is { Day: { } day, Channel: { } channel } ? $"{LocalDatePattern.Iso.Format(day)} {channel}" : null;

    public static bool ComesBack(ContentPiece piece) => piece is { Status: PieceStatus.Published, Evergreen: not null };

    private static string Shared(Workspace workspace, Library library) => Print([
        LibraryPrint(library),
        .. Item(workspace),
        .. workspace.Members.SelectMany(Item),
        .. workspace.Channels.SelectMany(Item),
        .. workspace.Periods.SelectMany(p => new[] { p.Key, Day(p.PlannedOn), Day(p.From), Day(p.To) }),
        .. workspace.Periods.SelectMany(p => p.Players).SelectMany(Item)]);

    private static string Day(NodaTime.LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : "";

    private IEnumerable<string> Decisions(string source) =>
        workspace.Milestones.Where(d => d.Key.StartsWith(source, StringComparison.Ordinal) && d.Key.Length > source.Length && d.Key[source.Length] == '/').SelectMany(Item);

    private static IEnumerable<string> Tree(PlanItem item) =>
        Item(item).Concat(ItemKinds.Of(item).Lists.SelectMany(list => list.In(item)).SelectMany(Tree));

    private static string[] Item(PlanItem item) => [item.Id?.ToString("N") ?? "", item.Key, ItemJson.Write(item)];

    private static string Print(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
