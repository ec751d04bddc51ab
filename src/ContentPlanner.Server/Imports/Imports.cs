using System.IO.Compression;
using ContentPlanner.Core;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>An import as it is shown before anybody applies it.</summary>
public sealed record ShownImport(StoredImport Stored, ImportChoices Choices, ReadImport Read);

/// <summary>What became of applying one.</summary>
public abstract record ImportApplication
{
    private ImportApplication() { }

    public sealed record Done(ChangeResult.Done Change, string What) : ImportApplication;

    /// <summary>What would happen is not what was shown any more.</summary>
    public sealed record Stale(string Why) : ImportApplication;

    /// <summary>It cannot be applied as it is.</summary>
    public sealed record Refused(string Why) : ImportApplication;

    public sealed record Missing : ImportApplication;
}

/// <summary>Files that people bring: kept, shown, applied as shown or not at all, taken back.</summary>
public sealed class Imports(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, Libraries libraries, SourceFetch fetch, IClock clock)
{
    /// <summary>What is looked at and not applied is forgotten after this.</summary>
    public static readonly Duration Lifetime = Duration.FromDays(1);

    /// <summary>Keeps a file; nothing of the plan changes.</summary>
    /// <param name="name">The file's name, or the address it came from.</param>
    public async Task<StoredImport> KeepAsync(Guid workspace, string name, byte[] content, string? address, ImportChoices choices, Actor actor, CancellationToken stop)
    {
        var at = clock.GetCurrentInstant();
        var kept = new StoredImport
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = workspace,
            Name = Shown(name),
            Address = address,
            Content = Packed(content),
            Choices = choices.Write(),
            CreatedAt = at,
            ExpiresAt = at + Lifetime,
            CreatedBy = actor.Name,
        };
        await using var db = databases.CreateDbContext();
        db.Imports.Add(kept);
        await db.SaveChangesAsync(stop);
        return kept;
    }

    /// <summary>Fetches an address and keeps what is there; or why not, without a full stop.</summary>
    public async Task<(StoredImport? Kept, string? Refusal)> FetchAsync(Guid workspace, string address, ImportChoices choices, Actor actor, CancellationToken stop) =>
        await fetch.GetAsync(address, null, null, stop) switch
        {
            SourceAnswer.Found found => (await KeepAsync(workspace, address, found.Content, found.Address.AbsoluteUri, choices, actor, stop), null),
            SourceAnswer.Failed failed => (null, failed.Why),
            _ => (null, "it answered nothing"),
        };

    /// <summary>Null: there is none, or not any more.</summary>
    public async Task<StoredImport?> FindAsync(Guid workspace, Guid import, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var found = await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == import && i.WorkspaceId == workspace, stop);
        return found is { AppliedAs: null } && found.ExpiresAt <= clock.GetCurrentInstant() ? null : found;
    }

    /// <summary>The newest, without their files.</summary>
    public async Task<IReadOnlyList<StoredImport>> RecentAsync(Guid workspace, int most, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        return await db.Imports.AsNoTracking().Where(i => i.WorkspaceId == workspace && (i.AppliedAs != null || i.ExpiresAt > now)).OrderByDescending(i => i.CreatedAt).Take(most)
            .Select(i => new StoredImport { Id = i.Id, WorkspaceId = i.WorkspaceId, Name = i.Name, Address = i.Address, CreatedAt = i.CreatedAt, ExpiresAt = i.ExpiresAt, CreatedBy = i.CreatedBy, AppliedAs = i.AppliedAs, Did = i.Did })
            .ToListAsync(stop);
    }

    /// <summary>What it would do to the plan as it is now. Null: there is no such import or workspace, or it was applied already.</summary>
    public async Task<ShownImport?> ShowAsync(Guid workspace, Guid import, CancellationToken stop)
    {
        if (await FindAsync(workspace, import, stop) is not { AppliedAs: null } stored || await workspaces.ReadAsync(workspace, stop) is not { } now) return null;
        var choices = ImportChoices.Read(stored.Choices);
        return new(stored, choices, Read(stored, choices, now));
    }

    /// <summary>Decides anew what is made of it. False: there is none, or it was applied already.</summary>
    public async Task<bool> ChooseAsync(Guid workspace, Guid import, ImportChoices choices, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var json = choices.Write();
        return await db.Imports.Where(i => i.Id == import && i.WorkspaceId == workspace && i.AppliedAs == null)
            .ExecuteUpdateAsync(i => i.SetProperty(r => r.Choices, json).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
    }

    /// <summary>Does what was shown, as one change that can be undone.</summary>
    /// <param name="hash">Of what was shown.</param>
    public async Task<ImportApplication> ApplyAsync(Guid workspace, Guid import, string hash, Actor actor, CancellationToken stop)
    {
        if (await FindAsync(workspace, import, stop) is not { } stored) return new ImportApplication.Missing();
        if (stored.AppliedAs is not null) return new ImportApplication.Stale("it was imported already");
        var choices = ImportChoices.Read(stored.Choices);
        if (await workspaces.ReadAsync(workspace, stop) is not { } seen) return new ImportApplication.Missing();
        var shown = Read(stored, choices, seen);
        if (Obstacle(shown.Preview) is { } obstacle) return new ImportApplication.Refused(obstacle);
        if (shown.Preview.Hash != hash) return new ImportApplication.Stale("the plan or the choices changed since it was shown; look at it again");

        var stale = false;
        var what = What(stored.Name, shown.Preview);
        var result = await workspaces.TakeInAsync(workspace, actor with { Door = "import" }, what, now =>
        {
            // The plan it was shown for: what would be done to it is known.
            if (ReferenceEquals(now, seen.Workspace)) return shown.Preview.After;
            var again = shown.Kind == ImportKind.Plan ? null : Read(stored, choices, seen with { Workspace = now }).Preview;
            stale = again?.Hash != hash;
            return stale ? Verdict.Refused("the plan changed since it was shown; look at it again") : again!.After;
        }, stop);
        if (result is not ChangeResult.Done done) return result switch
        {
            ChangeResult.Refused when stale => new ImportApplication.Stale("the plan changed since it was shown; look at it again"),
            ChangeResult.Refused(var why) => new ImportApplication.Refused(why),
            ChangeResult.Conflict(_, var words) => new ImportApplication.Stale(words),
            _ => new ImportApplication.Missing(),
        };
        await using var db = databases.CreateDbContext();
        var kept = clock.GetCurrentInstant() + WorkspaceStore.Undoable;
        var did = shown.Preview.Words;
        await db.Imports.Where(i => i.Id == import).ExecuteUpdateAsync(i => i
            .SetProperty(r => r.AppliedAs, done.ChangeSet ?? Guid.Empty).SetProperty(r => r.Did, did).SetProperty(r => r.Content, Array.Empty<byte>()).SetProperty(r => r.ExpiresAt, kept).SetProperty(r => r.Version, r => r.Version + 1), stop);
        return new ImportApplication.Done(done, what);
    }

    /// <summary>Takes an import back, as far as nobody touched what it brought.</summary>
    public async Task<ChangeResult> UndoAsync(Guid workspace, Guid import, Actor actor, CancellationToken stop) =>
        await FindAsync(workspace, import, stop) switch
        {
            null => new ChangeResult.Missing(),
            { AppliedAs: { } set } when set != Guid.Empty => await workspaces.UndoAsync(workspace, set, actor, stop),
            _ => new ChangeResult.Refused("it changed nothing"),
        };

    /// <summary>Why it cannot be applied as it is; null: nothing.</summary>
    public static string? Obstacle(ImportPreview preview) =>
        preview.IsBroken ? $"{preview.Problems.First(p => p.Severity == Severity.Error)}"
        : preview.Question is { } question ? question.Words
        : null;

    /// <summary>"imported editorial.csv: 12 new, 3 changed".</summary>
    public static string What(string name, ImportPreview preview) => $"imported {name}: {preview.Words}";

    /// <param name="name">What messages begin with; null: the name it is kept by.</param>
    public ReadImport Read(StoredImport stored, ImportChoices choices, WorkspaceSnapshot now, string? name = null) =>
        ReadImport.Of(name ?? stored.Name, Unpacked(stored.Content), stored.Address, choices, now, libraries.Of(now.Workspace).Library, now.Today(clock));

    private static byte[] Packed(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var pack = new BrotliStream(buffer, CompressionLevel.Fastest)) pack.Write(content);
        return buffer.ToArray();
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var unpack = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        unpack.CopyTo(buffer);
        return buffer.ToArray();
    }

    /// <summary>A name as it is shown and stored: no folders of somebody's machine, nothing that steers a terminal.</summary>
    private static string Shown(string name)
    {
        var last = name.Contains("://", StringComparison.Ordinal) ? name : name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return plain.Length == 0 ? "file" : plain.Length > 200 ? plain[..200] : plain;
    }
}
