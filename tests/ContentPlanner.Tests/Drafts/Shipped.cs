using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Templates;
using NodaTime;
using DraftWriter = ContentPlanner.Formats.Drafts.Drafts;

namespace ContentPlanner.Tests.Drafts;

/// <summary>The shipped library, templates and starter plan, each read once for all tests of drafts.</summary>
internal static class Shipped
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    public static readonly IReadOnlyDictionary<string, string> Files = Directory
        .GetFiles(Sources.Folder("templates"), "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(Sources.Folder("templates"), f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    public static readonly Library Library = LibraryFiles.Read(Files).Value!;

    public static readonly TemplateSet Templates = TemplateSet.Read(Files).Value!;

    private static readonly Dictionary<string, KeyPoints> Read = new(StringComparer.Ordinal);

    public static readonly Workspace StarterPlan =
        PlanFile.Read("coaching-author.yaml", Files["plans/coaching-author.yaml"], body => Files.GetValueOrDefault("plans/" + body), Library, Today).Value!;

    public static readonly Schedule Schedule = Of(StarterPlan);

    public static Schedule Of(Workspace workspace) => Schedule.Of(workspace, Library, PointsOf, Today);

    public static DraftWriter Writer(Schedule schedule, TemplateSet? templates = null) => new(schedule, PointsOf, templates ?? Templates);

    public static KeyPoints PointsOf(ContentPiece piece)
    {
        var body = piece.Body?.Text ?? "";
        if (Read.TryGetValue(body, out var points)) return points;
        return Read[body] = piece.Body is null ? KeyPoints.None : BodyReader.Read(piece.Body);
    }
}
