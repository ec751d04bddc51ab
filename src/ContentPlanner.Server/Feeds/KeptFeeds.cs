using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// Whole feeds in the data folder, with what they were made of, so that after a restart one is sent after a single plain query,
/// before Entity Framework, plans and pages are there (docs/decisions/0018). It is sent only when the database says at that moment
/// that the feed is on and that nothing it was made of has changed. No token stands in a file or its name, and only the service's user reads it.
/// Feeds of a person, and those that end, are not kept: whether she may still read is not said by a version.
/// </summary>
internal sealed partial class KeptFeeds(Databases databases, Settings settings, IClock clock, ILogger<KeptFeeds> log)
{
    private const string Ending = ".feed";

    /// <summary>More at a start than subscribers ask for is somebody who guesses.</summary>
    private const int MostPerMinute = 600;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _folder = FolderOf(settings);
    private readonly Lazy<string> _program = new(() => MarkOf(settings.TemplatesFolder));
    private readonly MinuteCount _asked = new();

    /// <summary>What lies in the folder, by feed.</summary>
    private readonly ConcurrentDictionary<Guid, KeptFeed> _kept = new();

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the first reader of a start was answered, or waits for the rest of the program.</summary>
    public Task FirstAnswered => _answered.Task;

    public void Answered() => _answered.TrySetResult();

    /// <summary>Fetches that were answered before anybody knew feeds by their ids.</summary>
    public ConcurrentDictionary<Guid, FetchCounts> Fetches { get; } = new();

    public static string FolderOf(Settings settings) => Path.Combine(settings.Data, "feeds");

    /// <summary>Whether there may be one to send.</summary>
    public static bool AnyIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + Ending).Any();

    /// <summary>
    /// The feed with this token, if one is kept and still is what it was; null: ask the usual way, which also knows what is wrong.
    /// One query, so that all of it is of one moment.
    /// </summary>
    public async Task<KeptFeed?> FindAsync(TokenHash token, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        if (_asked.Add(now) > MostPerMinute) return null;
        try
        {
            if (!AnyIn(_folder)) return null;
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
            soon.CancelAfter(Patience);
            await using var connection = databases.Connect();
            await connection.OpenAsync(soon.Token);
            await using var question = connection.CreateCommand();
            question.CommandText = """
                SELECT f."Id", f."Version", w."Id", w."Revision", w."Derivation", w."ChangedAt", w."Zone", (SELECT COUNT(*) FROM installation_text WHERE NOT "IsDraft")
                FROM feed f LEFT JOIN workspace w ON f."WorkspaceId" IS NULL OR w."Id" = f."WorkspaceId"
                WHERE f."TokenHash" = @token AND f."OwnerId" IS NULL AND f."ExpiresAt" IS NULL AND f."RevokedAt" IS NULL
                ORDER BY w."Key"
                """;
            var hash = question.CreateParameter();
            (hash.ParameterName, hash.Value) = ("@token", token.ToArray());
            question.Parameters.Add(hash);
            await using var row = await question.ExecuteReaderAsync(soon.Token);
            var workspaces = new List<WorkspaceVersion>();
            var (id, version, edits) = (Guid.Empty, 0, 0L);
            while (await row.ReadAsync(soon.Token))
            {
                (id, version, edits) = (row.GetGuid(0), row.GetInt32(1), row.GetInt64(7));
                if (row.IsDBNull(2)) continue;
                var today = now.InZone(DateTimeZoneProviders.Tzdb[row.GetString(6)]).Date;
                workspaces.Add(new(row.GetGuid(2), row.GetInt64(3), row.GetInt64(4), At(row.GetValue(5)), today));
            }
            return id != Guid.Empty && Read(id) is { } kept && kept.Edits == edits && kept.Version == new FeedVersion(version, workspaces.ToValueList()) ? kept : null;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            // An older schema, a database that is not there yet: whoever asks the usual way tells it better.
            return null;
        }
    }

    /// <summary>The file of a feed, drawn by this program with these templates; null: there is none.</summary>
    private KeptFeed? Read(Guid id)
    {
        var file = FileOf(id);
        if (!File.Exists(file)) return null;
        using var from = File.OpenRead(file);
        return KeptFeed.Read(from) is { } kept && kept.Id == id && kept.Program == _program.Value ? kept : null;
    }

    /// <summary>Writes down what is known to be current and is not kept yet.</summary>
    public void Keep(IEnumerable<KnownFeed> feeds)
    {
        foreach (var feed in feeds)
            if (feed is { Seen: { Gone: false, Row: { OwnerId: null, ExpiresAt: null } } seen, Whole: { } copy } && ReferenceEquals(copy.Version, seen.Version)
                && !copy.Report.Cut.IsCut && copy.Octets(FeedEncoding.Plain) is { } octets && _kept.GetValueOrDefault(feed.Id)?.Version != copy.Version)
                Write(new(feed.Id, _program.Value, copy.Edits, copy.Version, seen.Row.Slug, copy.LastModified, copy.Report.Entries, octets));
    }

    private void Write(KeptFeed feed)
    {
        var file = FileOf(feed.Id);
        var writing = file + ".writing";
        try
        {
            DataFolder.Make(_folder);
            using (var to = PrivateFile.Create(writing)) feed.Write(to);
            File.Move(writing, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept(feed.Id, e.Message);
        }
        // Also of one that could not be written: it is tried again when it has changed, not every minute.
        _kept[feed.Id] = feed with { Octets = [] };
    }

    /// <summary>Takes away what would not be sent any more, whose client is gone among it: nobody's plan lies about.</summary>
    /// <param name="current">What feeds would be made of now, but for the day, which moves on by itself.</param>
    public void Tidy(Func<KeptFeed, bool> current)
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            var kept = Guid.TryParse(Path.GetFileNameWithoutExtension(file), out var id) && file.EndsWith(Ending, StringComparison.Ordinal) ? _kept.GetValueOrDefault(id) ?? Read(id) : null;
            if (kept is not null && current(kept)) _kept.TryAdd(id, kept with { Octets = [] });
            else Forget(file, id);
        }
    }

    private void Forget(string file, Guid id)
    {
        _kept.TryRemove(id, out _);
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept(id, e.Message);
        }
    }

    private string FileOf(Guid id) => Path.Combine(_folder, id.ToString("N") + Ending);

    /// <summary>Microseconds on SQLite, a point in time on PostgreSQL.</summary>
    private static Instant At(object value) => value is DateTime at ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : Instant.FromUnixTimeTicks((long)value * 10);

    /// <summary>Another program, other zone data or other template files may draw otherwise.</summary>
    private static string MarkOf(string templates)
    {
        var text = new StringBuilder();
        foreach (var type in new[] { typeof(KeptFeeds), typeof(Feed), typeof(Workspace), typeof(DateTimeZone) }) text.Append(type.Module.ModuleVersionId).Append('\n');
        if (Directory.Exists(templates))
            foreach (var file in new DirectoryInfo(templates).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    [LoggerMessage(LogLevel.Warning, "The feed {Feed} could not be kept for the next start: {Reason}")]
    private partial void NotKept(Guid feed, string reason);
}
