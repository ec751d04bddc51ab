using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>
/// All slices' style sheets are served as one. So that none spoils another's pages: a class belongs to one slice or to
/// Shared/Web, a slice's rules touch what bears a class of its own, and a slice's pages use its own classes and the shared ones.
/// </summary>
public sealed partial class StyleSheetTests
{
    private const string Shared = "Shared";

    private static readonly string Server = Path.Combine(Repository(), "src", "ContentPlanner.Server");
    private static readonly IReadOnlyList<Rule> Rules = [.. Files("*.css").SelectMany(f => RulesOf(SliceOf(f), File.ReadAllText(f)))];
    private static readonly ILookup<string, string> SlicesOf = Rules.SelectMany(r => r.Classes.Select(c => (Class: c, r.Slice))).Distinct().ToLookup(x => x.Class, x => x.Slice);

    /// <param name="Selector">One of its selectors, whole: with those it is nested in.</param>
    private sealed record Rule(string Slice, string Selector)
    {
        public IEnumerable<string> Classes => ClassNames().Matches(Selector).Select(m => m.Groups[1].Value);
        public bool NamesAnId => Selector.Contains('#');
    }

    [Fact]
    public void A_class_belongs_to_one_slice_or_is_shared()
    {
        var twice = SlicesOf.Where(c => !c.Contains(Shared) && c.Count() > 1).Select(c => $".{c.Key} is styled by {string.Join(" and ", c)}: give one another name, or move it to Shared/Web/Styles").Order();

        Says([.. twice]);
    }

    [Fact]
    public void A_slice_s_rules_touch_only_what_bears_a_class_of_its_own()
    {
        var wide = Rules.Where(r => r.Slice != Shared && !r.NamesAnId && r.Classes.All(c => SlicesOf[c].Contains(Shared)))
            .Select(r => $"'{r.Selector}' of {r.Slice} styles everybody's pages: add a class of its own, or move it to Shared/Web/Styles").Order();

        Says([.. wide]);
    }

    [Fact]
    public void A_slice_s_pages_use_its_own_classes_and_the_shared_ones()
    {
        var borrowed =
            from file in Files("*.razor")
            from word in Used(File.ReadAllText(file)).Distinct()
            let slices = SlicesOf[word]
            where slices.Any() && !slices.Contains(Shared) && !slices.Contains(SliceOf(file))
            orderby file
            select $"{Path.GetRelativePath(Server, file)} uses .{word}, which is {string.Join(" and ", slices)}'s: use another, or move it to Shared/Web/Styles";

        Says([.. borrowed]);
    }

    /// <summary>What the tests above rely on: that they see the classes of a page, and the selectors of a sheet.</summary>
    [Fact]
    public void Classes_are_seen_where_they_stand()
    {
        Assert.Equal(["card", "late", "soon", "is-open", "is-off", "end"], Used("""<p class="card @(x.Is("b") ? "late" : Y ? "soon" : null) is-@State @More is-@(y is "c" ? "open" : "off") end"><a title="no class">"""));
        Assert.Equal([".a .b", ".a :is(c, d:not(.e, f))", ".a .d"], RulesOf("X", "@layer pages { .a { color: red; .b, :is(c, d:not(.e, f)) { margin: .5em; } @media (x) { .d { } } } } /* .e { } */").Select(r => r.Selector).Where(s => s.Contains(' ')));
    }

    private static void Says(IReadOnlyList<string> wrong) => Assert.True(wrong.Count == 0, string.Join("\n", wrong));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Server, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string SliceOf(string file) => Path.GetRelativePath(Server, file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<Rule> RulesOf(string slice, string sheet)
    {
        var (around, said) = (new Stack<string[]>(), 0);
        sheet = Comments().Replace(sheet, "");
        for (var i = 0; i < sheet.Length; i++)
        {
            if (sheet[i] is not ('{' or '}' or ';')) continue;
            var words = sheet[said..i].Trim();
            said = i + 1;
            if (sheet[i] == '}') around.Pop();
            if (sheet[i] != '{') continue;
            var outer = around.TryPeek(out var known) ? known : [""];
            // Layers and media queries hold rules, and are none.
            if (words.StartsWith('@')) { around.Push(outer); continue; }
            string[] selectors = [.. from o in outer from s in Selectors(words) select $"{o} {s.Trim()}".Trim()];
            around.Push(selectors);
            foreach (var selector in selectors) yield return new(slice, selector);
        }
    }

    /// <summary>A comma within parentheses parts none.</summary>
    private static IEnumerable<string> Selectors(string words)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == '(') depth++;
            if (words[i] == ')') depth--;
            if (words[i] != ',' || depth > 0) continue;
            yield return words[from..i];
            from = i + 1;
        }
        yield return words[from..];
    }

    /// <summary>Words of all class attributes (and components' Class), also those that code chooses between.</summary>
    private static IEnumerable<string> Used(string razor)
    {
        foreach (Match begin in ClassAttributes().Matches(razor))
        {
            var (plain, i) = ("", begin.Index + begin.Length);
            for (; i < razor.Length && razor[i] != '"'; i++)
            {
                if (razor[i] != '@') { plain += razor[i]; continue; }
                // Of a word that goes on in code only the ends are known that stand there.
                var begun = plain[(plain.LastIndexOf(' ') + 1)..];
                plain = plain[..^begun.Length];
                var code = i + 1 < razor.Length && razor[i + 1] == '(' ? Parenthesis(razor, i + 1) : Name().Match(razor, i + 1).Value;
                // What is compared with is no class.
                plain += string.Join(' ', Texts().Matches(Compared().Replace(code, "")).Select(m => begun + m.Groups[1].Value));
                i += code.Length;
            }
            foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return word;
        }
    }

    private static string Parenthesis(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')' && --depth == 0) return text[from..(i + 1)];
        }
        return text[from..];
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return folder.FullName;
        throw new InvalidOperationException("the repository is not above the tests");
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\.(-?[A-Za-z_][\w-]*)")]
    private static partial Regex ClassNames();

    [GeneratedRegex(@"\b[Cc]lass=""")]
    private static partial Regex ClassAttributes();

    [GeneratedRegex(@"\G[\w.!?]*(?:\([^()""]*\))?")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:==|!=|\bis(?: not)?|\bor|\()\s*""[^""]*""")]
    private static partial Regex Compared();

    [GeneratedRegex(@"""([^""]*)""")]
    private static partial Regex Texts();
}
