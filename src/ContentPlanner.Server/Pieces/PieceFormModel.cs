using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Texts;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace ContentPlanner.Server.Pieces;

/// <summary>Choices under a heading of their own.</summary>
public sealed record OptionGroup(string Name, IReadOnlyList<Option> Options);

/// <summary>What the form of a piece shows: as typed, with what is wrong and everything there is to choose from.</summary>
public sealed record PieceFormModel
{
    /// <summary>Empty lines for places it has been, so that a form without scripts takes more.</summary>
    private const int SpareOutlets = 2;

    public required string Path { get; init; }
    public required string Back { get; init; }
    public required string Title { get; init; }
    public required PieceForm Form { get; init; }
    public required IReadOnlyDictionary<string, string> Mistakes { get; init; }
    public string? Words { get; init; }

    /// <summary>How what somebody else saved meanwhile differs from what is in the form; null: nobody did.</summary>
    public TextDifference? Conflict { get; init; }

    /// <summary>The text as it will look; null: it was not asked for.</summary>
    public MarkupString? Preview { get; init; }

    public required string Length { get; init; }
    public required string PreviewAt { get; init; }
    public required string Keep { get; init; }
    public required IReadOnlyList<Option> Formats { get; init; }
    public required IReadOnlyList<Option> Statuses { get; init; }
    public required IReadOnlyList<Option> Channels { get; init; }
    public required IReadOnlyList<Option> Owners { get; init; }
    public required IReadOnlyList<Option> Pillars { get; init; }
    public required IReadOnlyList<OptionGroup> Intentions { get; init; }
    public required IReadOnlyList<OptionGroup> Needs { get; init; }
    public required IReadOnlyList<Option> Launches { get; init; }
    public required IReadOnlyList<Option> Recipes { get; init; }
    public required IReadOnlyList<string> Zones { get; init; }
    public required string Zone { get; init; }
    public required IReadOnlyList<OutletTyped> Outlets { get; init; }

    /// <summary>Something beyond the usual was said: the folded part of the form is open.</summary>
    public bool More { get; init; }

    public string? Mistake(string field) => Mistakes.GetValueOrDefault(field);

    public static PieceFormModel Of(OpenPlan open, PieceForm form, ContentPiece? piece, IReadOnlyDictionary<string, string> mistakes, string? words, bool conflict, bool shown)
    {
        var workspace = open.Workspace;
        var aims = PiecePageModel.Aims(open);
        var body = new Body(form.BodyFormat == "html" ? BodyFormat.Html : BodyFormat.Markdown, form.Body);
        var channels = workspace.ChannelsIn(open.Library).Select(c => new Option(c.Key, c.Name)).ToList();
        var formats = open.Library.Recipes.Select(r => r.Format).Concat(workspace.Pieces.Select(p => p.Format)).Append(form.Format).Where(f => f.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new()
        {
            Path = piece is null ? open.At("/pieces/new") : open.At($"/pieces/{piece.Key}/edit"),
            Back = piece is null ? open.At("/pieces") : open.At($"/pieces/{piece.Key}"),
            Title = piece is null ? "A new piece" : "Write",
            Form = form,
            Mistakes = mistakes,
            Words = words ?? (mistakes.Count > 0 ? "Not saved yet: something below needs another look. Everything you typed is still here." : null),
            Conflict = conflict ? TextDifference.Between(piece?.Body?.Text ?? "", form.Body) : null,
            Preview = shown ? new MarkupString(BodyHtml.Of(body, headingsFrom: 3)) : null,
            Length = PieceText.Words(string.IsNullOrWhiteSpace(form.Body) ? null : body),
            PreviewAt = open.At("/pieces/preview"),
            Keep = PiecePageModel.KeepOf(open, piece),
            Formats = [.. formats.Select(f => new Option(f, Spelling.Spelled(f)))],
            Statuses = [.. Enum.GetValues<PieceStatus>().Select(s => new Option(PieceForm.Word(s), Said(s)))],
            Channels = [new("", "Nowhere yet"), .. channels, .. Lost(form.Channel, channels)],
            Owners = [new("", "Nobody yet"), .. workspace.Members.Select(m => new Option(m.Key, m.Name))],
            Pillars = [new("", "None"), .. workspace.Pillars.Select(p => new Option(p.Key, p.Name))],
            Intentions = Grouped(aims.Where(a => !a.IsNeed)),
            Needs = Grouped(aims.Where(a => a.IsNeed)),
            Launches = [new("", "None"), .. workspace.Launches.Select(l => new Option(l.Key, l.Title))],
            Recipes = [new(PieceReading.NoRecipe, "Nothing: it stays where it is"), .. open.Library.Recipes.Select(r => r.Key).Distinct().Select(k => new Option(k, open.Library.Recipe(k)!.Title))],
            Zones = [.. DateTimeZoneProviders.Tzdb.Ids],
            Zone = workspace.Zone.Id,
            Outlets = [.. form.Outlets, .. Enumerable.Repeat(new OutletTyped("", "", ""), SpareOutlets)],
            More = form.ComesBack || form.Outlets.Count > 0 || form.Private || form.Recipes.Count > 0 || mistakes.Keys.Any(k => k is "cooldown" or "cycles" or "hold-until" or "expires-on" or "network-gap" or "refresh" or "priority" or "seasons" or "recipe" or "outlets"),
        };
    }

    private static IEnumerable<Option> Lost(string key, List<Option> channels) => key.Length == 0 || channels.Exists(c => c.Value == key) ? [] : [new(key, key)];

    private static IReadOnlyList<OptionGroup> Grouped(IEnumerable<Aim> aims) => [.. aims.GroupBy(a => a.Of).Select(g => new OptionGroup(g.Key, [.. g.Select(a => new Option(a.Key, a.Title))]))];

    private static string Said(PieceStatus status) => status switch
    {
        PieceStatus.Idea => "An idea",
        PieceStatus.Planned => "Planned",
        PieceStatus.Drafting => "Being written",
        PieceStatus.Scheduled => "Scheduled where it goes out",
        PieceStatus.Published => "Published",
        _ => "Retired",
    };
}
