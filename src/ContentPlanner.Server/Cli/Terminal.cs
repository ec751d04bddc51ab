using System.Text.Json;
using ContentPlanner.Core;
using Spectre.Console;

namespace ContentPlanner.Server.Cli;

/// <summary>What a person sees: problems and tables; plain text without colour when the output goes into a pipe or a file.</summary>
public sealed class Terminal(TextWriter output, TextWriter error)
{
    private readonly bool _isScreen = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Asks a person; no answer is a no.</summary>
    public bool Asks(string question)
    {
        output.Write($"{question} [y/N] ");
        var answer = Console.In.ReadLine()?.Trim();
        if (answer is null) output.WriteLine();
        return answer is "y" or "Y" or "yes" or "Yes";
    }

    /// <summary>Every problem on a line of its own, in the order of the files and lines, and how many there were.</summary>
    public void Show(IEnumerable<Problem> problems)
    {
        var (errors, warnings) = (0, 0);
        foreach (var problem in InOrder(problems))
        {
            error.WriteLine(problem);
            if (problem.Severity == Severity.Error) errors++;
            else warnings++;
        }
        if (errors + warnings > 0) error.WriteLine($"{Count(errors, "error")}, {Count(warnings, "warning")}");
    }

    /// <summary>The same for scripts.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<Problem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in InOrder(problems))
        {
            json.WriteStartObject();
            json.WriteString("file", problem.File);
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("severity", problem.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<Problem> InOrder(IEnumerable<Problem> problems) => problems.Distinct()
        .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Message, StringComparer.Ordinal);

    /// <summary>Does something and, on a screen, says meanwhile what; the line is gone once it is done.</summary>
    /// <param name="first">What it begins with.</param>
    /// <param name="work">Is handed what to call with each next step.</param>
    /// <param name="silent">Whether a script reads along.</param>
    public T While<T>(string first, Func<Action<string>, T> work, bool silent = false) => _isScreen && !silent
        ? AnsiConsole.Status().Start(Markup.Escape(first), status => work(step => status.Status(Markup.Escape(step))))
        : work(_ => { });

    /// <summary>Two columns, what and how many or where; drawn on a screen, aligned text elsewhere.</summary>
    public void Table(string title, IReadOnlyList<(string Name, string Count, string What)> rows)
    {
        if (_isScreen)
        {
            var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
            table.AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("").HideHeaders();
            foreach (var (name, count, what) in rows) table.AddRow(Markup.Escape(name), Markup.Escape(count), $"[grey]{Markup.Escape(what)}[/]");
            AnsiConsole.Write(table);
            return;
        }
        output.WriteLine(title);
        var (names, counts) = (rows.Max(r => r.Name.Length), rows.Max(r => r.Count.Length));
        foreach (var (name, count, what) in rows) output.WriteLine($"  {name.PadRight(names)}  {count.PadLeft(counts)}  {what}".TrimEnd());
    }

    /// <summary>"1 error", "3 errors".</summary>
    public static string Count(int n, string noun) => FormattableString.Invariant($"{n} {noun}{(n == 1 ? "" : "s")}");
}
