using System.Collections;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Server.Shared;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ContentPlanner.Server.Tests.Setup;

/// <summary>
/// docker-compose.yml, read as the program reads its settings: what is misspelled in it fails here, not on somebody's machine.
/// Docker Compose itself says whether its form is right, in <c>.ci/run</c>.
/// </summary>
public sealed partial class ComposeTests
{
    private static readonly Dictionary<string, string> Env = File.ReadAllLines(Path.Combine(Root, ".env")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    private static readonly Dictionary<string, object> Compose = Read();

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return folder.FullName;
            throw new InvalidOperationException("the repository is not above the tests");
        }
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("node-1")]
    [InlineData("node-2")]
    public void Every_setting_of_the_program_s_containers_is_one_and_makes_sense(string service)
    {
        var environment = Map(Service(service)["environment"]).ToDictionary(e => e.Key, e => (string)e.Value);
        Assert.NotEmpty(environment);
        // A name without underscores counts only as it is spelled; one that is misspelled would go unnoticed.
        Assert.All(environment.Keys, name => Assert.NotNull(SettingKey.Named(name.Replace("__", ":", StringComparison.Ordinal))));

        var problems = new List<Problem>();
        var settings = SettingsFile.Read("data", new Hashtable(environment.Concat(OfImage()).ToDictionary(e => e.Key, e => e.Value)), problems);

        Assert.Empty(problems);
        Assert.Equal("http://*:8080", settings!.Urls);
        Assert.Equal(service == "planner", settings.Database.ConnectionString is null);
        // Links are those of whoever stands in front.
        Assert.Equal(service == "planner" ? "http://localhost:5080" : "https://localhost", settings.BaseUrl);
    }

    [Fact]
    public void One_container_on_sqlite_or_a_team_s_five_and_each_has_its_profile()
    {
        var profiles = Map(Compose["services"]).ToDictionary(s => s.Key, s => Assert.Single(List(Map(s.Value)["profiles"])));

        Assert.Equal("sqlite", Env["COMPOSE_PROFILES"]);
        Assert.Equal(["planner"], profiles.Where(p => p.Value == "sqlite").Select(p => p.Key));
        Assert.Equal(["database", "mail", "node-1", "node-2", "proxy"], profiles.Where(p => p.Value == "postgres").Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_mounted_is_there_and_both_folders_are()
    {
        var volumes = Map(Compose["volumes"]).Keys.ToHashSet();
        foreach (var (name, service) in Map(Compose["services"]))
        {
            if (!Map(service).TryGetValue("volumes", out var mounted)) continue;
            foreach (var (from, to) in List(mounted).Select(m => m.Split(':')).Select(m => (m[0], m[1])))
            {
                if (from.StartsWith("./", StringComparison.Ordinal)) Assert.True(Path.Exists(Path.Combine(Root, from)), $"{name} mounts {from}");
                else Assert.True(volumes.Contains(from), $"{name} mounts the volume {from}, which is not declared");
                Assert.StartsWith("/", to, StringComparison.Ordinal);
            }
        }
        foreach (var service in new[] { "planner", "node-1", "node-2" })
            Assert.Superset(new HashSet<string> { "./templates:/app/templates:ro", "./jobs:/app/jobs:ro" }, List(Service(service)["volumes"]).ToHashSet());
    }

    [Fact]
    public void The_proxy_s_word_alone_is_taken_and_it_alone_is_reached_from_outside()
    {
        var address = (string)Map(Map(Service("proxy")["networks"])["default"])["ipv4_address"];
        var subnet = (string)Map(List2(Map(Map(Map(Compose["networks"])["default"])["ipam"])["config"])[0])["subnet"];

        Assert.All(new[] { "node-1", "node-2" }, node => Assert.Equal(address, Map(Service(node)["environment"])["Proxies__0"]));
        Assert.True(System.Net.IPNetwork.Parse(subnet).Contains(System.Net.IPAddress.Parse(address)));
        Assert.All(new[] { "node-1", "node-2", "database" }, inside => Assert.DoesNotContain("ports", Service(inside).Keys));
        Assert.Equal(["127.0.0.1:5080:8080"], List(Service("planner")["ports"]));
        foreach (var node in ((string)Map(Service("proxy")["environment"])["PLANNER_NODES"]).Split(' ')) Assert.Contains(node.Split(':')[0], Map(Compose["services"]).Keys);
    }

    [Fact]
    public void Nobody_starts_before_what_they_need_and_every_variable_has_a_value()
    {
        foreach (var (name, service) in Map(Compose["services"]))
            if (Map(service).TryGetValue("depends_on", out var needs))
                foreach (var needed in needs is Dictionary<object, object> map ? map.Keys.Select(k => (string)k) : List(needs))
                    Assert.True(Map(Compose["services"]).ContainsKey(needed), $"{name} needs {needed}");
        foreach (Match variable in Variable().Matches(File.ReadAllText(Path.Combine(Root, "docker-compose.yml")))) Assert.Contains(variable.Groups[1].Value, Env.Keys);
    }

    [Fact]
    public void The_image_is_run_by_a_user_without_rights_and_asks_itself_how_it_is()
    {
        var lines = File.ReadAllLines(Path.Combine(Root, "Dockerfile"));
        Assert.Contains("USER $APP_UID", lines);
        Assert.Contains(lines, l => l.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && l.EndsWith("CMD [\"/app/contentplanner\", \"health\"]", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(l => l.StartsWith("FROM ", StringComparison.Ordinal)));
        // Each project that the program is made of is restored before its code is copied.
        foreach (var project in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')))
            Assert.Contains(lines, l => l.StartsWith($"COPY {project} ", StringComparison.Ordinal));
    }

    /// <summary>Docker Compose's own opinion, where it is installed; in CI it is.</summary>
    [Fact]
    public async Task Docker_Compose_takes_it()
    {
        var (program, verb) = Directory.Exists("/usr/libexec/docker/cli-plugins") ? ("docker", "compose") : ("docker-compose", "");
        if (program == "docker-compose" && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "docker-compose"))))
            throw Parts.Missing.Part("Docker Compose is missing: install it (Debian: apt-get install docker-compose)");
        using var run = Process.Start(new ProcessStartInfo(program, [.. new[] { verb, "config", "-q" }.Where(w => w.Length > 0)]) { WorkingDirectory = Root, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (run.ExitCode, said.Contains("ERROR", StringComparison.Ordinal) || run.ExitCode != 0 ? said : ""));
    }

    private static Dictionary<string, object> Read()
    {
        var text = Variable().Replace(File.ReadAllText(Path.Combine(Root, "docker-compose.yml")), v => Env[v.Groups[1].Value]);
        var read = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(new StringReader(text))));
        return read;
    }

    /// <summary>What the image sets by itself.</summary>
    private static IEnumerable<KeyValuePair<string, string>> OfImage() =>
        from Match set in EnvOfImage().Matches(File.ReadAllText(Path.Combine(Root, "Dockerfile")))
        select KeyValuePair.Create(set.Groups[1].Value, set.Groups[2].Value);

    private static Dictionary<string, object> Service(string name) => Map(Map(Compose["services"])[name]);

    private static Dictionary<string, object> Map(object value) => value as Dictionary<string, object> ?? ((Dictionary<object, object>)value).ToDictionary(p => (string)p.Key, p => p.Value);

    private static List<string> List(object value) => [.. ((List<object>)value).Select(v => (string)v)];

    private static List<object> List2(object value) => (List<object>)value;

    [GeneratedRegex(@"\$\{([A-Z_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?m)^(?:ENV| {3,}) ?([A-Za-z_]+)=(\S+)(?: \\)?$")]
    private static partial Regex EnvOfImage();
}
