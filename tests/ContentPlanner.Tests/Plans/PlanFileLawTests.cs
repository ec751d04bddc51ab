using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using CsCheck;

namespace ContentPlanner.Tests.Plans;

public class PlanFileLawTests
{
    [Fact]
    public void Whatever_a_workspace_holds_comes_back_from_its_file() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var workspace = new Invented(seed).Workspace();
        var text = PlanFile.Write(workspace);
        var reading = PlanTexts.Read(text);
        Assert.DoesNotContain(reading.Problems, p => p.Severity == Severity.Error);
        Assert.True(workspace == reading.Value, Difference(workspace, reading.Value!));
        Assert.Equal(text, PlanFile.Write(reading.Value!));
    }, iter: Full.Iterations(100));

    [Fact]
    public void A_plan_read_from_a_file_comes_back_the_same()
    {
        var read = PlanTexts.Read(PlanTexts.Whole).Value!;
        Assert.Equal(read, PlanTexts.Read(PlanFile.Write(read)).Value);
    }

    /// <summary>Cut, doubled, swapped and disturbed anywhere, the file is answered with problems, never with an exception.</summary>
    [Fact]
    public void Whatever_is_typed_is_answered() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var reading = PlanTexts.Read(Disturbed(PlanTexts.Whole, new Random(seed)));
        if (reading.Value is not { } workspace)
        {
            Assert.Contains(reading.Problems, p => p.Severity == Severity.Error);
            return;
        }
        var text = PlanFile.Write(workspace);
        var again = PlanTexts.Read(text);
        Assert.True(workspace == again.Value, Difference(workspace, again.Value!));
        Assert.Equal(text, PlanFile.Write(again.Value!));
    }, iter: Full.Iterations(100));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_a_lost_one()
    {
        var text = PlanFile.Write(new Workspace { Key = "a", Name = "half \uD83D", Zone = Sample.Dublin });
        Assert.Equal("half \uFFFD", PlanTexts.Read(text).Value!.Name);
    }

    /// <summary>The few words around the first difference; whole workspaces fill pages.</summary>
    private static string Difference(Workspace expected, Workspace actual)
    {
        var (a, b) = (expected.ToString(), actual.ToString());
        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"expected …{Around(a)}…\nbut found …{Around(b)}…";

        string Around(string text) => text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 40)];
    }

    private static string Disturbed(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var i = random.Next(lines.Count);
            var line = lines[i];
            switch (random.Next(6))
            {
                case 0: lines.RemoveAt(i); break;
                case 1: lines.Insert(random.Next(lines.Count), line); break;
                case 2: lines[i] = line.Insert(random.Next(line.Length + 1), "[]{}:,-#'\"|>&*!?%@ \t\u2028"[random.Next(21)].ToString()); break;
                case 3 when line.Length > 0: lines[i] = line.Remove(random.Next(line.Length), 1); break;
                case 4: lines[i] = line + " " + lines[random.Next(lines.Count)].Trim(); break;
                default: lines[i] = new string(' ', random.Next(4)) + line; break;
            }
        }
        return string.Join('\n', lines);
    }
}
