using System.Collections.Concurrent;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Plans;

namespace ContentPlanner.Tests;

/// <summary>The files that come with the program, as they stand in the repository.</summary>
public static class Shipped
{
    private static readonly Lazy<FileReading<Library>> Read = new(() => LibraryFiles.Read(Directory.EnumerateFiles(Sources.Folder("templates"), "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Sources.Folder("templates"), path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText, StringComparer.Ordinal)));

    public static ValueList<Problem> LibraryProblems => Read.Value.Problems;

    /// <summary>Blueprints, recipes and channels.</summary>
    public static Library Library => Read.Value.Value ?? throw new InvalidOperationException(string.Join('\n', LibraryProblems));

    /// <summary>A starter plan of templates/plans, with what its reading found.</summary>
    public static FileReading<Workspace> Plan(string name) => Plans.GetOrAdd(name, ReadPlan);

    private static readonly ConcurrentDictionary<string, FileReading<Workspace>> Plans = new(StringComparer.Ordinal);

    private static FileReading<Workspace> ReadPlan(string name) =>
        PlanFile.Read($"templates/plans/{name}.yaml", Text($"templates/plans/{name}.yaml"), path => Text($"templates/plans/{path}"), Library, Sample.Today);

    /// <summary>A file by its path from the root of the repository.</summary>
    public static string Text(string path) => File.ReadAllText(Sources.Folder(path));
}
