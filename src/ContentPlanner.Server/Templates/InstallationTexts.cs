using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>What became of writing a file of the installation.</summary>
public abstract record Written
{
    private Written() { }

    public sealed record Done(int Number) : Written;

    /// <summary>Somebody else was faster; nothing was written.</summary>
    public sealed record Conflict(string Words) : Written;
}

/// <summary>
/// The administrators' edits of templates and jobs: rows over the files, which are never written. Every node looks once a second whether
/// there is a newer one.
/// </summary>
public sealed class InstallationTexts(IDbContextFactory<PlannerDb> databases, Libraries libraries, JobFiles jobs, IClock clock)
{
    private const string JobsFolder = "jobs/";

    private readonly Lock _gate = new();
    private int _known;

    /// <summary>How many edits are in use: it grows with each.</summary>
    public int Known => Volatile.Read(ref _known);

    /// <summary>Uses what was written since, here or elsewhere; true: there was something.</summary>
    public async Task<bool> LookAsync(PlannerDb db, CancellationToken stop)
    {
        // Rows are only ever added, so their number says whether there are newer ones.
        var there = await db.InstallationTexts.CountAsync(t => !t.IsDraft, stop);
        if (there == Volatile.Read(ref _known)) return false;
        var live = await db.InstallationTexts.AsNoTracking()
            .Where(t => !t.IsDraft && !db.InstallationTexts.Any(o => o.Path == t.Path && !o.IsDraft && o.Number > t.Number)).ToListAsync(stop);
        lock (_gate)
        {
            if (there < _known) return false;
            var texts = live.Where(t => t.Text is not null).ToDictionary(t => t.Path, t => t.Text!, StringComparer.Ordinal);
            libraries.Use(texts.Where(t => !IsJob(t.Key)).ToDictionary(StringComparer.Ordinal));
            jobs.Use(texts.Where(t => IsJob(t.Key)).ToDictionary(StringComparer.Ordinal));
            _known = there;
        }
        return true;
    }

    public async Task LookAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await LookAsync(db, stop);
    }

    /// <summary>Every version of a file, the newest first, drafts among them.</summary>
    public async Task<IReadOnlyList<InstallationTextRow>> VersionsAsync(string path, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.InstallationTexts.AsNoTracking().Where(t => t.Path == path).OrderByDescending(t => t.Number).ToListAsync(stop);
    }

    /// <summary>The newest version of each file that was ever edited.</summary>
    public async Task<IReadOnlyList<InstallationTextRow>> NewestAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.InstallationTexts.AsNoTracking().Where(t => !db.InstallationTexts.Any(o => o.Path == t.Path && o.Number > t.Number)).ToListAsync(stop);
    }

    /// <summary>Adds a version; what it says was checked before.</summary>
    /// <param name="text">Null: the file is used again, or the draft dropped.</param>
    /// <param name="seen">The version the person saw, 0 if there was none; null: whichever there is.</param>
    public async Task<Written> WriteAsync(string path, string? text, bool isDraft, int? seen, Actor actor, string what, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var newest = await db.InstallationTexts.AsNoTracking().Where(t => t.Path == path).OrderByDescending(t => t.Number).FirstOrDefaultAsync(stop);
        if (seen is { } number && number != (newest?.Number ?? 0)) return Faster(newest);
        var row = new InstallationTextRow
        {
            Path = path, Number = (newest?.Number ?? 0) + 1, Text = text, IsDraft = isDraft, At = clock.GetCurrentInstant(), Actor = actor.Name, ActorId = actor.Id, What = what,
        };
        db.InstallationTexts.Add(row);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            return Faster(await db.InstallationTexts.AsNoTracking().Where(t => t.Path == path).OrderByDescending(t => t.Number).FirstOrDefaultAsync(stop));
        }
        await LookAsync(stop);
        return new Written.Done(row.Number);
    }

    private static bool IsJob(string path) => path.StartsWith(JobsFolder, StringComparison.Ordinal);

    private static Written.Conflict Faster(InstallationTextRow? newest) =>
        new($"{newest?.Actor ?? "Somebody"} changed it in between ({newest?.What ?? "it was written"}); look at it again, then repeat your change");
}
