using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>A plan document on disk, with the bodies that stand in files beside it.</summary>
public static class PlanOnDisk
{
    /// <summary>The workspace, or null and every mistake in it.</summary>
    public static Workspace? Read(string path, Library library, LocalDate today, List<Problem> problems) => Read(path, () => library, today, problems);

    /// <summary>
    /// The same with the client's own words that stand beside the plan (<see cref="OwnTemplatesOnDisk"/>), and what she plans and writes with.
    /// </summary>
    /// <param name="installation">Asked once the plan itself has been read; null: it cannot be used, and the plan is checked against nothing.</param>
    public static (Workspace Workspace, Installation Own)? Read(string path, Func<Installation?> installation, LocalDate today, List<Problem> problems)
    {
        var texts = OwnTemplatesOnDisk.Read(path, problems);
        Installation? own = null;
        var workspace = Read(path, () => (own = installation() is { } below ? OwnTemplatesOnDisk.Over(below, path, texts, problems) : null)?.Library ?? new(), today, problems);
        return workspace is null || own is null ? null : (workspace with { Templates = OwnTemplatesOnDisk.Items(texts) }, own);
    }

    /// <summary>The same with a library that is still being read.</summary>
    public static Workspace? Read(string path, Func<Library> library, LocalDate today, List<Problem> problems)
    {
        if (Directory.Exists(path))
        {
            problems.Add(new(path, 0, 0, "is a folder; name the plan file in it"));
            return null;
        }
        if (TextFolder.ReadText(path, path, problems) is not { } text) return null;
        var beside = new TextFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var reading = PlanFile.Read(path, text, body => beside.Read(body, problems), library, today);
        problems.AddRange(reading.Problems);
        return reading.Value;
    }
}
