using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Formats.Plans;

namespace ContentPlanner.Tests.Imports;

/// <summary>
/// Files nobody would export: real ones with bytes turned, parts cut, doubled, spliced and stuffed with what breaks readers. Whatever comes, a
/// reader answers, at once, within bounds, and accounts for each row. The same seed and number give the same file.
/// <para><c>CONTENTPLANNER_FUZZ=1000000 dotnet run --project tests/ContentPlanner.Tests -- -class "*FuzzTests"</c> tries a million of each;
    /// <c>CONTENTPLANNER_FUZZ_FROM=125000</c> begins there.</para>
/// </summary>
public class FuzzTests
{
    private const int Seed = 20261125;

    /// <summary>A reader that takes longer hangs; measured again before it is said, for a busy machine is not its fault.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What reading one may allocate: far above what any of these files needs, far below what would hurt.</summary>
    private const long Memory = 256L << 20;

    private static readonly Workspace Into = Imported.Workspace with { Launches = [] };

    private static int Count { get; } = Asked("CONTENTPLANNER_FUZZ") ?? (Full.IsAsked ? 20_000 : 40);

    /// <summary>The number of the first file: a million can be tried in parts.</summary>
    private static int From { get; } = Asked("CONTENTPLANNER_FUZZ_FROM") ?? 0;

    private static int? Asked(string setting) => int.TryParse(Environment.GetEnvironmentVariable(setting), CultureInfo.InvariantCulture, out var number) ? number : null;

    [Fact]
    public void No_table_breaks_its_reader() => Try("csv", ["trello.csv", "notion.csv", "airtable.csv", "coschedule.csv", "excel-deutsch.csv", "excel-unicode.txt", "sep-hint.csv", "ambiguous.csv"],
        ["\"", "\"\"", ";", ",", "\t", "|", "\r\n", "\n", "\r", "sep=;", "Title", "Date", "2027-02-30", "99/99/9999", "May 11, 2027 9:00 AM (GMT+99)", "46518.99", "https://", "<p>", "<script>", "\0", "\uFEFF", "=1+1", "true", "🙂"],
        bytes =>
        {
            var table = CsvTable.Read("f.csv", FileText.Decode(bytes, out _));
            Check(CsvReading.Read(table, new(ColumnMap.Propose(table), null), Into.Zone, Sample.Today, DayOrder.DayFirst));
        });

    [Fact]
    public void No_calendar_breaks_its_reader() => Try("ics", ["google.ics", "outlook.ics", "holidays.ics", "oddities.ics"],
        ["BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VCALENDAR\n", "\nRRULE:FREQ=SECONDLY\n", "\nRRULE:FREQ=DAILY;COUNT=999999999\n", "\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", "\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-366\n", "\nRRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU\n", "\nRRULE:FREQ=YEARLY;BYYEARDAY=366\n",
            "\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2\n", "\nDTSTART:00010101T000000Z\n", "\nDTSTART;VALUE=DATE:99991231\n", "\nDURATION:P999999999D\n", "\nDTEND:21990101\n", "\nRDATE:20270101,20270102\n", "\nEXDATE:20270101\n", "\nRECURRENCE-ID:20270119T080000\n", ";TZID=\"", "\\n", "\\", "\n ", ":", ";", "=", "\0", "FREQ=HOURLY", "INTERVAL=0", "INTERVAL=2147483647"],
        bytes => Check(CalendarReading.Read("f.ics", FileText.Decode(bytes, out _), Into.Zone, Sample.Today), Intake.Notes));

    [Fact]
    public void No_feed_breaks_its_reader() => Try("feed", ["rss-091.xml", "rss-10.rdf", "rss-20.xml", "atom-10.xml", "atom-03.xml", "broken.xml"],
        ["&", "&lol;", "&#0;", "&#xD800;", "&nbsp;", "<![CDATA[", "]]>", "<!--", "-->", "<item>", "</item>", "<entry>", "<title>", "</title>", "<div>", "<b>", "<p title=\"", "<svg><style><img src=x onerror=alert(1)>", "<math><mtext><table>", "<template>", "xml:base=\"/\"", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<?x", "\0", "\uFFFF", "<pubDate>", "javascript:", "data:text/html,", "xmlns=\"\"", "<guid>"],
        bytes => Check(FeedReading.Read("f.xml", FileText.Decode(bytes, out _), new("https://example.org/feed"), Into.Zone, Sample.Today)));

    [Fact]
    public void No_plan_breaks_its_reader() => Try("yaml", [],
        ["&a ", "*a", "- ", ": ", "{", "}", "[", "]", "|\n", ">\n", "? ", "!!python", "<<: *a", "\t", "---\n", "...\n", "%YAML", "\"", "'", "#", "\0", "\u2028", "2027-02-30", "null", "~", "key: ", "pieces:\n"],
        bytes => PlanFile.Read("f.yaml", FileText.Decode(bytes, out _), _ => null, Shipped.Library, Sample.Today),
        [File.ReadAllBytes(Sources.Folder("templates/plans/coaching-author.yaml"))[..6_000], File.ReadAllBytes(Sources.Folder("templates/plans/minimal.yaml")), Encoding.UTF8.GetBytes(PlanFile.Write(Imported.Preview("google.ics").After)), File.ReadAllBytes(Sources.Folder("tests/feeds/plans/dublin.yaml"))]);

    private static void Check(ImportReading reading, Intake @as = Intake.Pieces)
    {
        var preview = Importing.Preview("f", Into, Shipped.Library, reading, new() { As = @as, AddUnknown = true }, Sample.Today);
        var rows = preview.Rows.Count(r => r.Outcome != ImportOutcome.Gone) + (preview.Rows.Count(r => r is { Outcome: ImportOutcome.Gone, Line: > 0 }));
        if (rows != reading.Items.Count + reading.LeftOut.Count) throw new InvalidOperationException($"{reading.Items.Count} and {reading.LeftOut.Count} became {rows}");
        if (preview.Problems.Any(p => p.Message.Any(char.IsControl))) throw new InvalidOperationException("A message steers terminals.");
    }

    private static void Try(string kind, string[] files, string[] words, Action<byte[]> read, byte[][]? more = null)
    {
        byte[][] seeds = [.. files.Select(Imported.Bytes), .. more ?? []];
        foreach (var seed in seeds) read(seed);
        for (var n = From; n < From + Count; n++)
        {
            var bytes = new Mutation(HashCode(kind, n), seeds, words).Made();
            try
            {
                if (Cost(read, bytes) is var (time, memory) && (time < Patience || Cost(read, bytes).Time < Patience || Cost(read, bytes).Time < Patience) && memory < Memory) continue;
                Assert.Fail($"{kind} {n} took {time.TotalSeconds:0.0} s and {memory >> 20} MB: {Saved(kind, n, bytes)}");
            }
            catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{kind} {n}: {e.GetType().Name}: {e.Message} at {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("ContentPlanner", StringComparison.Ordinal))?.Trim()}: {Saved(kind, n, bytes)}");
            }
        }
    }

    private static (TimeSpan Time, long Memory) Cost(Action<byte[]> read, byte[] bytes)
    {
        var (began, before) = (Worked(), GC.GetAllocatedBytesForCurrentThread());
        read(bytes);
        return (Worked() - began, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>How long this thread has been at work: where the system tells, without what others kept it waiting for.</summary>
    private static TimeSpan Worked()
    {
        const string ledger = "/proc/thread-self/schedstat";
        return File.Exists(ledger) && long.TryParse(File.ReadAllText(ledger).Split(' ')[0], CultureInfo.InvariantCulture, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / 100) : Stopwatch.GetElapsedTime(0);
    }

    private static int HashCode(string kind, int n) => unchecked(kind.Aggregate(Seed, (hash, c) => hash * 31 + c) * 7919 + n);

    /// <summary>What broke it, for a test of its own.</summary>
    private static string Saved(string kind, int n, byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"contentplanner-fuzz-{kind}-{n}"));
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>One file, made of a real one.</summary>
    private sealed class Mutation(int seed, byte[][] seeds, string[] words)
    {
        private const int Largest = 60_000;

        private readonly Random _random = new(seed);

        public byte[] Made()
        {
            var bytes = new List<byte>(seeds[_random.Next(seeds.Length)]);
            for (var n = 1 + _random.Next(8); n > 0; n--) Change(bytes);
            if (bytes.Count > Largest) bytes.RemoveRange(Largest, bytes.Count - Largest);
            return [.. bytes];
        }

        private void Change(List<byte> bytes)
        {
            var at = bytes.Count == 0 ? 0 : _random.Next(bytes.Count);
            switch (_random.Next(10))
            {
                case 0 when bytes.Count > 0:
                    for (var n = 1 + _random.Next(20); n > 0; n--) bytes[_random.Next(bytes.Count)] = (byte)_random.Next(256);
                    break;
                case 1 when bytes.Count > 0:
                    bytes.RemoveRange(at, _random.Next(bytes.Count - at + 1) / (1 + _random.Next(20)));
                    break;
                case 2 when bytes.Count > 0:
                    bytes.InsertRange(_random.Next(bytes.Count), bytes.GetRange(at, Math.Min(bytes.Count - at, _random.Next(400))));
                    break;
                case 3:
                    var other = seeds[_random.Next(seeds.Length)];
                    var from = _random.Next(other.Length);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, _random.Next(2_000))).ToArray());
                    break;
                case 4:
                    var word = Word();
                    Repeat(bytes, at, word, _random.Next(6) == 0 ? _random.Next(3_000) : 1);
                    break;
                case 5 when bytes.Count > 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6 when bytes.Count > 0:
                    var part = bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + _random.Next(60)));
                    Repeat(bytes, at, [.. part], _random.Next(300));
                    break;
                default:
                    bytes.InsertRange(at, Word());
                    break;
            }
        }

        /// <summary>Puts a part in so often, at once, as far as there is room.</summary>
        private static void Repeat(List<byte> bytes, int at, byte[] part, int times)
        {
            var fit = part.Length == 0 ? 0 : Math.Min(times, Math.Max(0, (Largest - bytes.Count + part.Length - 1) / part.Length));
            var all = new byte[fit * part.Length];
            for (var n = 0; n < fit; n++) part.CopyTo(all, n * part.Length);
            bytes.InsertRange(at, all);
        }

        private byte[] Word() => Encoding.UTF8.GetBytes(words[_random.Next(words.Length)]);
    }
}
