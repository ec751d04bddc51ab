using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Calendar;

/// <summary>What somebody typed for a new piece.</summary>
public sealed record NewPieceModel
{
    public required string Client { get; init; }
    public string Title { get; init; } = "";
    public string Day { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Format { get; init; } = "";
    public bool Push { get; init; }
    public required string Back { get; init; }
    public required IReadOnlyList<Option> Channels { get; init; }
    public required IReadOnlyList<Option> Formats { get; init; }
    public string? TitleError { get; init; }
    public string? Error { get; init; }
}

/// <summary>A new piece on a day, in a few words; what else there is to say about it has a page of its own.</summary>
internal static class NewPiecePages
{
    private static readonly string[] UsualFormats = ["blog-post", "newsletter", "podcast", "video", "webinar", "talk", "case-study", "book-chapter"];
    public static void MapNewPiece(this RouteGroupBuilder pages)
    {
        var changes = pages.MapGroup("/new").Needs(Access.Contributor);
        changes.MapGet("", async (string? day, string? channel, string? format, HttpContext http, WorkspaceStore workspaces, Libraries libraries, CancellationToken stop) =>
        {
            var workspace = (await workspaces.ReadAsync(http.Client().Id, stop))!.Workspace;
            var likely = channel ?? (workspace.Cadences.Count > 0 ? workspace.Cadences[0].Channel : "");
            return View.Of<NewPiecePage>(new
            {
                Model = Blank(http, workspace, libraries) with
                {
                    Day = day ?? "",
                    Channel = likely,
                    Format = format ?? UsualFormat.Of(workspace, likely),
                    Back = $"/w/{workspace.Key}/calendar{(string.IsNullOrEmpty(day) ? "" : $"?day={Uri.EscapeDataString(day)}")}",
                },
            });
        });
        changes.MapPost("", AddAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext http, WorkspaceStore workspaces, Libraries libraries, CancellationToken stop)
    {
        var client = http.Client();
        var form = await http.Request.ReadFormAsync(stop);
        var workspace = (await workspaces.ReadAsync(client.Id, stop))!.Workspace;
        var typed = Blank(http, workspace, libraries) with
        {
            Title = form["title"].ToString().Trim(),
            Day = form["day"].ToString(),
            Channel = form["channel"].ToString(),
            Format = form["format"].ToString(),
            Push = form["push"] == "true",
            Back = Told.Local(form["back"]),
        };
        if (typed.Title.Length == 0) return View.Of<NewPiecePage>(new { Model = typed with { TitleError = "Give it a working title; it can change later." } }, StatusCodes.Status422UnprocessableEntity);
        LocalDate? day = LocalDatePattern.Iso.Parse(typed.Day) is { Success: true, Value: { Year: > 1900 and < 2200 } value } ? value : null;
        if (day is null && typed.Push) return View.Of<NewPiecePage>(new { Model = typed with { Error = "Say the day on which it pushes the others on." } }, StatusCodes.Status422UnprocessableEntity);

        var what = day is { } on ? $"planned “{typed.Title}” for {Locale.For(workspace.Locale).Format(on)}{(typed.Push ? " and pushed what follows" : "")}" : $"noted the idea “{typed.Title}”";
        var result = await workspaces.ChangeAsync(client.Id, http.Actor(), what, now =>
        {
            var piece = new ContentPiece
            {
                Key = Keys.New(typed.Title, "piece", now.Pieces.Select(p => p.Key)),
                Title = typed.Title,
                Format = typed.Format.Length == 0 ? UsualFormats[0] : typed.Format,
                Channel = typed.Channel.Length == 0 ? null : typed.Channel,
                PlannedOn = day,
                Status = day is null ? PieceStatus.Idea : PieceStatus.Planned,
                Owner = client.Member,
            };
            var with = now with { Pieces = [.. now.Pieces, piece] };
            if (!typed.Push) return with;
            var (moves, refusal) = Pushing.Of(with, piece.Key, day!.Value);
            return moves is null ? Verdict.Refused(refusal!) : Pushing.Apply(with, [.. moves.Skip(1)]);
        }, stop);
        return await http.Done(result, typed.Back, words => View.Of<NewPiecePage>(new { Model = typed with { Error = words } }, StatusCodes.Status422UnprocessableEntity));
    }

    private static NewPieceModel Blank(HttpContext http, Workspace workspace, Libraries libraries) => new()
    {
        Client = http.Client().Key,
        Back = $"/w/{workspace.Key}/calendar",
        Channels = [new("", "No channel yet"), .. workspace.Channels.Select(c => c.Key).Concat(workspace.Cadences.Select(c => c.Channel)).Distinct().Select(c => new Option(c, workspace.ChannelName(libraries.Of(workspace).Library, c))).OrderBy(o => o.Name, StringComparer.OrdinalIgnoreCase)],
        Formats = [.. libraries.Of(workspace).Library.Recipes.Select(r => r.Format).Concat(UsualFormats).Concat(workspace.Cadences.Select(c => c.Format).OfType<string>()).Distinct().Order(StringComparer.Ordinal).Select(f => new Option(f, Spelling.Spelled(f)))],
    };
}
