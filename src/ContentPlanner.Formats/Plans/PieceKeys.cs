using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a piece of content.</summary>
internal static class PieceKeys
{
    /// <summary>The word that leverages a piece nowhere.</summary>
    public const string NoRecipe = "none";

    private static readonly Noun<Season> Season = new Noun<Season>("season", "A part of every year; it may run over New Year.", new(new(1, 1), new(12, 31))) { Compact = true }
        .Must("from", DayWords.DayOfYear, "Its first day.", s => s.From, (s, v) => s with { From = v })
        .Must("to", DayWords.DayOfYear, "Its last day.", s => s.To, (s, v) => s with { To = v });

    private static readonly Noun<EvergreenRule> Evergreen = new Noun<EvergreenRule>("evergreen rule", "How often the piece may come back; all limits hold together.", new()) { Compact = true }
        .May("cooldown", SpanWords.Days(0, 3660), "Rest between two outings; 90d if not said.", e => e.CooldownDays, (e, v) => e with { CooldownDays = v })
        .May("cycles", Words.Whole(0, 1000), "How often it may come back in all; no limit if not said.", e => e.Cycles, (e, v) => e with { Cycles = v })
        .May("seasons", Words.ListOf(Season), "When in the year it fits; all year if not said.", e => e.Seasons, (e, v) => e with { Seasons = v })
        .May("hold-until", DayWords.Day, "Not before this day.", e => e.HoldUntil, (e, v) => e with { HoldUntil = v })
        .May("expires", DayWords.Day, "Not after this day.", e => e.ExpiresOn, (e, v) => e with { ExpiresOn = v })
        .May("channels", Words.ListOf(Words.Reference(LibraryKinds.Channel)), "Where it may come back; wherever its recipe reaches if not said.", e => e.Channels, (e, v) => e with { Channels = v })
        .May("variants", Words.ListOf(Words.Title), "New openings; each outing needs one that was not used yet.", e => e.Variants, (e, v) => e with { Variants = v })
        .May("network-gap", SpanWords.Days(0, 3660), "Days before the same text may appear in the same network; 30d if not said.", e => e.NetworkGapDays, (e, v) => e with { NetworkGapDays = v })
        .May("refresh", SpanWords.Days(1, 3660), "Days after which it asks “still true?”; the channel's if not said.", e => e.RefreshAfterDays, (e, v) => e with { RefreshAfterDays = v })
        .May("priority", Words.Whole(-100, 100), "Higher goes first when two have rested equally long.", e => e.Priority, (e, v) => e with { Priority = v })
        .Check((e, place) =>
        {
            if (place.Has("hold-until") && place.Has("expires") && e.ExpiresOn < e.HoldUntil) place.Wrong("expires", $"it expires before the day it is held until, {DayWords.Print(e.HoldUntil!.Value)}");
        });

    private static readonly Noun<Outlet> Outlet = new Noun<Outlet>("outlet", "A place where the piece has already been out.", new("", default)) { Compact = true }
        .Must("channel", Words.Reference(LibraryKinds.Channel), "Where.", o => o.Channel, (o, v) => o with { Channel = v })
        .Must("on", DayWords.Day, "On which day.", o => o.On, (o, v) => o with { On = v })
        .May("url", Words.Url, "At which address.", o => o.Url, (o, v) => o with { Url = v });

    public static readonly Noun<ContentPiece> Piece = new Noun<ContentPiece>("piece", "One planned or published piece of content.", new() { Key = "", Title = "", Format = "" })
        .Named(PlanKinds.Piece)
        .Must("title", Words.Title, "What it is called.", p => p.Title, (p, v) => p with { Title = v })
        .Must("format", Words.Format, "What it is: blog-post, newsletter, podcast, video, webinar, talk, book-chapter, case-study, or one with a recipe of your own.", p => p.Format, (p, v) => p with { Format = v })
        .May("status", Words.Choice<PieceStatus>(), "How far it is; idea if not said.", p => p.Status, (p, v) => p with { Status = v })
        .May("planned", DayWords.Day, "The day it is planned for.", p => p.PlannedOn, (p, v) => p with { PlannedOn = v })
        .May("publish", DayWords.Moment, "The moment it goes or went out; where it differs from planned, it counts.", p => p.Publish?.At, (p, v) => p with { Publish = new(v) })
        .May("zone", ZoneWords.Zone, "The zone of that moment; the workspace's if not said.", p => p.Publish?.Zone, (p, v) => p.Publish is { } publish ? p with { Publish = publish with { Zone = v } } : p)
        .May("owner", Words.Reference(PlanKinds.Member), "Who sees to it.", p => p.Owner, (p, v) => p with { Owner = v })
        .May("channel", Words.Reference(LibraryKinds.Channel), "Where it is first out.", p => p.Channel, (p, v) => p with { Channel = v })
        .May("pillar", Words.Reference(PlanKinds.Pillar), "The pillar it belongs to; gives hashtags.", p => p.Pillar, (p, v) => p with { Pillar = v })
        .May("intention", Words.Reference(PlanKinds.Intention), "The intention it serves.", p => p.Intention, (p, v) => p with { Intention = v })
        .May("need", Words.Reference(PlanKinds.Need), "The client need it answers.", p => p.Need, (p, v) => p with { Need = v })
        .May("launch", Words.Reference(PlanKinds.Launch), "The launch it belongs to.", p => p.Launch, (p, v) => p with { Launch = v })
        .May("url", Words.Url, "Where it can be read, heard or seen.", p => p.Url, (p, v) => p with { Url = v })
        .May("body", Words.Text, "Its text, as Markdown; drafts are made from it.", p => p.BodyFile is null ? p.Body?.Text : null, (p, v) => p with { Body = new(BodyFormat.Markdown, v) })
        .May("body-format", Words.Choice<BodyFormat>(), "Of an inline text: markdown (if not said) or html.", p => p.BodyFile is null ? p.Body?.Format ?? BodyFormat.Markdown : BodyFormat.Markdown, (p, v) => p.Body is { } body ? p with { Body = body with { Format = v } } : p)
        .May("body-file", BodyFiles.Path, "Its text in a file beside the plan: .md for Markdown, .html for HTML.", p => p.BodyFile, (p, v) => p with { BodyFile = v })
        .May("evergreen", Evergreen, "How often it may come back.", p => p.Evergreen, (p, v) => p with { Evergreen = v })
        .May("outlets", Words.ListOf(Outlet), "Where it has already been out.", p => p.Outlets, (p, v) => p with { Outlets = v })
        .May("recipes", Words.ListOf(Words.Reference(PlanKinds.PieceRecipe)), "Recipes to use instead of the one for its format; [none] for nothing.", p => p.Recipes, (p, v) => p with { Recipes = v })
        .May("private", Words.Flag, "Only in feeds that show private things.", p => p.Private, (p, v) => p with { Private = v })
        .May("origin", SourceKeys.Origin, "Written by an import: where it came from.", p => p.Origin, (p, v) => p with { Origin = v })
        .Kept()
        .Check(Check);

    private static void Check(ContentPiece piece, Place place)
    {
        if (place.Has("zone") && !place.Given("publish")) place.Wrong("zone", "a zone needs its moment: add publish");
        if (place.Given("body") && place.Given("body-file")) place.Wrong("body-file", "the text stands both here and in body: keep one");
        if (place.Has("body-format") && !place.Given("body"))
            place.Wrong("body-format", place.Given("body-file") ? "a file's ending says what it is: leave body-format out" : "there is no body that could have a format");
        if (piece.Recipes.Count > 1 && piece.Recipes.Contains(NoRecipe)) place.Wrong("recipes", $"either [{NoRecipe}] or recipes, not both");
        if (piece is { Status: PieceStatus.Published, Day: null } && !place.Given("planned") && !place.Given("publish"))
            place.Warn("status", "it is published, but nobody knows when: add publish, so that tasks can follow from it");
    }
}
