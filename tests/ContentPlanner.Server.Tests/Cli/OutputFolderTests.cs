using System.Text;
using ContentPlanner.Server.Cli;

namespace ContentPlanner.Server.Tests.Cli;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_replaces_what_changed_and_removes_what_no_longer_follows()
    {
        Replace(("a.md", "one"), ("tasks/b.md", "two"));
        var second = Replace(("a.md", "changed"), ("c.md", "three"));

        Assert.Equal([".contentplanner", "a.md", "c.md"], _folder.Files);
        Assert.Equal("changed", File.ReadAllText(_folder["a.md"]));
        Assert.Equal((2, 0, 1), (second.Written, second.Unchanged, second.Removed));
        Assert.False(Directory.Exists(_folder["tasks"]));
    }

    [Fact]
    public void A_file_a_person_edited_is_kept_beside_the_new_one()
    {
        Replace(("tasks/post.md", "draft"));
        _folder.Write("tasks/post.md", "my own words");

        var second = Replace(("tasks/post.md", "new draft"));

        Assert.Equal(["tasks/post.edited.md"], second.Kept);
        Assert.Equal("my own words", File.ReadAllText(_folder["tasks/post.edited.md"]));
        Assert.Equal("new draft", File.ReadAllText(_folder["tasks/post.md"]));
    }

    [Fact]
    public void An_edited_file_survives_when_its_task_is_gone()
    {
        Replace(("tasks/post.md", "draft"));
        _folder.Write("tasks/post.md", "my own words");

        Replace(("other.md", "x"));

        Assert.Equal("my own words", File.ReadAllText(_folder["tasks/post.edited.md"]));
    }

    [Fact]
    public void A_file_that_was_never_ours_is_in_the_way_and_stays()
    {
        _folder.Write("report.md", "somebody else's");
        var output = new OutputFolder(_folder.Path);

        var problem = Assert.Single(output.InTheWay(Files(("report.md", "ours"), ("free.md", "x"))));

        Assert.EndsWith("report.md", problem.File, StringComparison.Ordinal);
        Assert.Equal("somebody else's", File.ReadAllText(_folder["report.md"]));
    }

    [Fact]
    public void Foreign_files_beside_ours_are_not_touched()
    {
        Replace(("a.md", "one"));
        _folder.Write("notes.txt", "mine");
        Replace(("b.md", "two"));
        Assert.Equal([".contentplanner", "b.md", "notes.txt"], _folder.Files);
    }

    [Fact]
    public void A_list_that_names_a_path_outside_removes_nothing_there()
    {
        using var outside = new TemporaryFolder();
        var precious = outside.Write("precious.txt", "keep");
        Replace(("a.md", "one"));
        var hash = File.ReadAllText(_folder[OutputFolder.ListName]).Split(' ')[0];
        File.WriteAllText(precious, "one");
        File.AppendAllText(_folder[OutputFolder.ListName], $"{hash}  ../{Path.GetFileName(outside.Path)}/precious.txt\n");

        Replace(("b.md", "two"));

        Assert.True(File.Exists(precious));
    }

    [Fact]
    public void The_same_files_leave_the_same_bytes()
    {
        Replace(("b.md", "two"), ("a.md", "one"));
        var first = File.ReadAllBytes(_folder[OutputFolder.ListName]);
        var again = Replace(("a.md", "one"), ("b.md", "two"));
        Assert.Equal(first, File.ReadAllBytes(_folder[OutputFolder.ListName]));
        Assert.Equal((0, 2), (again.Written, again.Unchanged));
    }

    private OutputFolder.Outcome Replace(params (string Path, string Text)[] files) => new OutputFolder(_folder.Path).Replace(Files(files));

    private static Dictionary<string, byte[]> Files(params (string Path, string Text)[] files) =>
        files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text));
}
