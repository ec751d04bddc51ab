using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>A plan document: one workspace in one file, in and out without loss (docs/plan-format.md).</summary>
public static class PlanFile
{
    /// <summary>
    /// The workspace, with every mistake in the file in one go; null when there is an error among them.
    /// </summary>
    /// <param name="file">The file as the person named it.</param>
    /// <param name="readBody">Text of a file beside the plan, by its path from the plan's folder ('/' between); null when there is none.</param>
    /// <param name="library">What the plan refers to.</param>
    /// <param name="today">Clock changes of the ten years from here on are looked at.</param>
    public static FileReading<Workspace> Read(string file, string text, Func<string, string?> readBody, Library library, LocalDate today) =>
        Read(file, text, readBody, () => library, today);

    /// <summary>The same with a library that is still being read: it is asked for once the plan itself has been.</summary>
    public static FileReading<Workspace> Read(string file, string text, Func<string, string?> readBody, Func<Library> library, LocalDate today)
    {
        var proof = new Proof(file);
        var workspace = YamlFile.Read(text, WorkspaceKeys.Document, proof);
        if (workspace is not null) workspace = BodyFiles.Load(workspace, proof, readBody);
        var known = library();
        Know(known, proof);
        if (workspace is not null) new PlanChecks(workspace, known, today, proof).Run();
        proof.Settle();
        return new(proof.HasErrors ? null : workspace, proof.Problems);
    }

    /// <summary>
    /// The workspace as a plan document, always in the same words: keys in the order of the format, defaults left out.
    /// Reading it gives the same workspace, texts beside the plan included as long as they are still there.
    /// </summary>
    /// <param name="schema">Where editors find the JSON Schema, seen from the file; null: nowhere.</param>
    public static string Write(Workspace workspace, string? schema = "../plan.schema.json") =>
        YamlPrinter.Print((Mapping)WorkspaceKeys.Document.Write(workspace), schema is null ? $"# {workspace.Key}: a plan of ContentPlanner" : $"# yaml-language-server: $schema={schema}");

    /// <summary>A path that a piece's text of this format can have: below the plan's folder, with the ending of its format.</summary>
    public static bool IsBodyFile(string path, BodyFormat format) => BodyFiles.IsPath(path) && BodyFiles.FormatOf(path) == format;

    internal static void Know(Library library, Proof proof)
    {
        proof.Know(LibraryKinds.Channel, library.Channels.Select(c => c.Key));
        proof.Know(LibraryKinds.Recipe, library.Recipes.Select(r => r.Key));
        proof.Know(PlanKinds.PieceRecipe, library.Recipes.Select(r => r.Key).Append(PieceKeys.NoRecipe));
        proof.Know(PlanKinds.Blueprint, library.Blueprints.Select(b => LaunchKeys.Name((b.Key, b.Version))));
    }
}
