using System.Diagnostics;

namespace ContentPlanner.Server.Tests.Parts;

public class ReaperTests
{
    [Fact]
    public async Task What_is_still_on_the_list_when_the_pipe_closes_is_ended_and_removed()
    {
        using var watched = Sleep();
        using var named = Sleep();
        using var forgotten = Sleep();
        var folder = Directory.CreateTempSubdirectory("contentplanner-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "postmaster.pid"), $"{named.Id}\nmore\n", TestContext.Current.CancellationToken);
        using var shell = Reaper.StartShell();
        await shell.StandardInput.WriteAsync($"+{watched.Id}\n+{folder}\n+{forgotten.Id}\n-{forgotten.Id}\n");

        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        await watched.WaitForExitAsync(TestContext.Current.CancellationToken);
        await named.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(folder));
        Assert.False(forgotten.HasExited);
        forgotten.Kill();
    }

    private static Process Sleep() => Process.Start("sleep", "60");
}
