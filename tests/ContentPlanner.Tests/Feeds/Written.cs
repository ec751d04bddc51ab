using System.Buffers;
using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

/// <summary>A feed as it was written, and as its reader sees it.</summary>
internal sealed class Written
{
    public required byte[] Octets { get; init; }
    public required FeedReport Report { get; init; }
    public required Component Calendar { get; init; }

    public string Text => Encoding.UTF8.GetString(Octets);

    public IEnumerable<Component> Events => Calendar.Parts.Where(c => c.Name == "VEVENT");
    public IEnumerable<Component> Todos => Calendar.Parts.Where(c => c.Name == "VTODO");
    public IEnumerable<Component> Zones => Calendar.Parts.Where(c => c.Name == "VTIMEZONE");
    public Component Event => Assert.Single(Events);

    public static Written Of(FeedRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var report = Feed.Write(request, buffer);
        var octets = buffer.WrittenSpan.ToArray();
        Assert.Equal(octets.Length, report.Octets);
        return new() { Octets = octets, Report = report, Calendar = Component.Read(IcsText.ContentLines(octets)) };
    }

    public static Written Of(params Entry[] entries) => Of(Request(entries));

    public static Written Of(FeedOptions options, params Entry[] entries) => Of(Request(entries) with { Options = options });

    public static FeedRequest Request(params Entry[] entries) => new()
    {
        Name = "Steady Ground Coaching",
        Zone = Sample.Dublin,
        Entries = entries,
        Today = Sample.Today,
        Now = Instant.FromUtc(2026, 11, 23, 9, 0),
        Person = "coach",
    };

    /// <summary>An entry of the sample cast; say with <c>with</c> what matters.</summary>
    public static Entry Piece(string key = "five-steps") => new()
    {
        Uid = Identity.Uid("piece", Identity.FromName("steady-ground", "piece", key), "publish", Identity.Of(Sample.SteadyGround)),
        Type = "piece",
        Key = key,
        Facet = Facet.Publish,
        When = new When.AllDay(new(2026, 12, 1)),
        Title = "Five steps to finish",
        Category = Categories.Editorial,
        Status = EntryStatus.Confirmed,
        State = "planned",
        Owner = "coach",
        Sequence = 2,
        Changed = Instant.FromUtc(2026, 11, 20, 8, 30, 15),
    };

    public static Entry Task(string key = "five-steps/linkedin-post/linkedin/1") => Piece(key) with
    {
        Uid = Identity.Uid("task", Identity.FromName("steady-ground", "task", key), "due", Identity.Of(Sample.SteadyGround)),
        Type = "task",
        Facet = Facet.Due,
        Title = "Five steps as a LinkedIn post",
        Category = Categories.Task,
        State = "open",
        Owner = "assistant",
    };

    /// <summary>Eight Wednesday evenings from 20 January, 18:30 in Dublin.</summary>
    public static Entry Sessions(DateTimeZone? zone = null) => Piece("winter-circle") with
    {
        Uid = Identity.Uid("session", Identity.FromName("steady-ground", "session", "winter-circle"), "session", Identity.Of(Sample.SteadyGround)),
        Type = "session",
        Facet = Facet.Session,
        When = new When.At(new(2027, 1, 20, 18, 30), zone ?? Sample.Dublin, 75),
        Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Wednesday)], Count = 8 },
        Title = "Steady Ground winter circle: live session",
        Category = Categories.Coaching,
    };

    /// <summary>All-day reviews by a rule, from 1 December 2026 on.</summary>
    public static Entry AllDayReviews(Recurrence rule) => Sessions() with { When = new When.AllDay(new(2026, 12, 1)), Rule = rule, Type = "review", Facet = Facet.Review, Title = "Regroup" };
}

/// <summary>A component with its properties in order, and the components within.</summary>
internal sealed record Component(string Name, List<(string Name, string Parameters, string Value)> Properties, List<Component> Parts)
{
    public string? this[string name] => Properties.Where(p => p.Name == name).Select(p => p.Value).SingleOrDefault();

    /// <summary>Parameters and value, as written after the name.</summary>
    public string? Whole(string name) => Properties.Where(p => p.Name == name).Select(p => p.Parameters + ":" + p.Value).SingleOrDefault();

    /// <summary>A TEXT value as people read it.</summary>
    public string? Text(string name) => this[name] is { } value ? IcsText.Unescape(value) : null;

    public bool Has(string name) => Properties.Any(p => p.Name == name);

    public static Component Read(List<string> lines)
    {
        var open = new Stack<Component>();
        Component? whole = null;
        foreach (var line in lines)
        {
            Assert.Null(whole);
            var end = line.AsSpan().IndexOfAny(':', ';');
            var name = line[..end];
            var quoted = false;
            var colon = end;
            while (line[colon] != ':' || quoted) quoted ^= line[colon++] == '"';
            var value = line[(colon + 1)..];
            if (name == "BEGIN") open.Push(new(value, [], []));
            else if (name != "END") open.Peek().Properties.Add((name, line[end..colon], value));
            else if (open.Pop() is var closed && closed.Name == value)
            {
                if (open.Count == 0) whole = closed;
                else open.Peek().Parts.Add(closed);
            }
            else Assert.Fail($"END:{value} closes {closed.Name}");
        }
        return whole ?? throw new FormatException("not closed");
    }
}
