using ContentPlanner.Core;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Tests.Setup;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_nobody_says_is_sound()
    {
        var settings = Sound("{}");

        Assert.Equal(_data.Path, settings.Data);
        Assert.Null(settings.Database.ConnectionString);
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_place_and_what_to_do()
    {
        var problems = Mistakes("""
            {
              // Comments are fine.
              "BaseUrl": "plan.example.org",
              "Databse": { "ConnectionString": "Host=db" },
              "Mail": {
                "Smtp": { "Port": 70000, "Security": "SSL", "Timeoutseconds": "soon" },
                "From": "nobody"
              },
            }
            """);

        Assert.Collection(problems,
            p => Says(p, 3, 3, "'plan.example.org' is no address that links can begin with; write it like https://plan.example.org"),
            p => Says(p, 4, 16, "there is no setting Databse:ConnectionString; did you mean Database:ConnectionString?"),
            p => Says(p, 6, 15, "70000 is no port"),
            p => Says(p, 6, 15, "a mail server needs its name: add Mail:Smtp:Host"),
            p => Says(p, 6, 30, "Mail:Smtp:Security is StartTls or Tls or None, not 'SSL'"),
            p => Says(p, 6, 49, "Mail:Smtp:TimeoutSeconds is a whole number, not 'soon'"),
            p => Says(p, 7, 5, "'nobody' is no sender"));

        void Says(Problem problem, int line, int column, string message)
        {
            Assert.Equal((_data["settings.json"], line, column), (problem.File, problem.Line, problem.Column));
            Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{ "BaseUrl": "ftp://plan.example.org" }""", "write it like https://plan.example.org")]
    [InlineData("""{ "BaseUrl": "https://plan.example.org/?a=1" }""", "such as https://plan.example.org/")]
    [InlineData("""{ "BaseUrl": "http://plan.example.org" }""", "put a proxy with https in front (docs/operating.md) and write https://, or set AllowHttp")]
    [InlineData("""{ "BaseUrl": "http://93.184.216.34:5080" }""", "set AllowHttp")]
    [InlineData("""{ "Backup": { "Keep": 0 } }""", "leave Backup:Keep out for 14")]
    [InlineData("""{ "Telemetry": { "Endpoint": "collector:4318" } }""", "write it like http://localhost:4318")]
    [InlineData("""{ "Log": { "Format": "xml" } }""", "Log:Format is Plain or Json, not 'xml'")]
    [InlineData("""{ "Urls": "localhost:5080" }""", "write it like http://localhost:5080")]
    [InlineData("""{ "Urls": "http://localhost:99999" }""", "ports go from 1 to 65535")]
    [InlineData("""{ "Urls": "https://localhost:5081" }""", "put a proxy with https in front")]
    [InlineData("""{ "Templates": "nowhere" }""", "there is no folder nowhere")]
    [InlineData("""{ "Database": { "ConnectionString": "postgres://planner@db/planner" } }""", "write it like Host=")]
    [InlineData("""{ "Database": { "ConnectionString": "Hots=db" } }""", "write it like Host=")]
    [InlineData("""{ "Database": { "ConnectionString": "Database=planner" } }""", "it names no Host")]
    [InlineData("""{ "Mail": { "Smtp": { "Host": "smtp.example.org", "Security": "None" } } }""", "use StartTls or Tls")]
    [InlineData("""{ "Mail": { "Smtp": { "Host": "smtp.example.org", "Password": "secret" } } }""", "add Mail:Smtp:User")]
    [InlineData("""{ "Mail": { "Dkim": { "Domain": "example.org" } } }""", "add Mail:Dkim:KeyFile")]
    [InlineData("""{ "Mail": { "Dkim": { "Domain": "example.org", "KeyFile": "no.pem" } } }""", "there is no file no.pem")]
    [InlineData("""{ "Feeds": { "PerFeedPerMinute": 0 } }""", "leave Feeds:PerFeedPerMinute out for 600")]
    [InlineData("""{ "Feeds": { "Compression": "gzip" } }""", "Feeds:Compression is Off or Auto, not 'gzip'")]
    [InlineData("""{ "Proxies": ["caddy"] }""", "'caddy' is neither an address such as 10.0.0.2")]
    [InlineData("""{ "Data": "elsewhere" }""", "say --data DIR")]
    [InlineData("""[1]""", "should be an object")]
    [InlineData("""{ "BaseUrl": """, "is not JSON from here on")]
    public void A_value_that_cannot_be_is_told_with_a_way_out(string json, string message) =>
        Assert.Contains(message, Assert.Single(Mistakes(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "BaseUrl": "http://localhost:5080" }""")]
    [InlineData("""{ "BaseUrl": "http://planner.local" }""")]
    [InlineData("""{ "BaseUrl": "http://192.168.1.4:5080" }""")]
    [InlineData("""{ "BaseUrl": "https://plan.example.org" }""")]
    [InlineData("""{ "BaseUrl": "http://plan.example.org", "AllowHttp": true }""")]
    public void Https_is_asked_for_on_the_internet_and_nowhere_else(string json) => Assert.NotNull(Sound(json).BaseUrl);

    [Fact]
    public void The_password_of_a_connection_is_not_repeated_in_a_problem() =>
        Assert.DoesNotContain("s3cret", Assert.Single(Mistakes("""{ "Database": { "ConnectionString": "Hots=db;Password=s3cret" } }""")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_environment_wins_over_the_file_and_a_secret_may_stand_in_a_file_of_its_own()
    {
        var secret = _data.Write("secrets/db", "Host=db;Password=from a file\n");

        var settings = Sound("""{ "BaseUrl": "https://old.example.org", "Database": { "ConnectionString": "Host=old" }, "Proxies": ["10.0.0.1", "10.0.0.0/8"] }""",
            ("BaseUrl", "https://plan.example.org"), ("Database__ConnectionString_FILE", secret), ("MAIL__SMTP__HOST", "smtp.example.org"));

        Assert.Equal("https://plan.example.org", settings.BaseUrl);
        Assert.Equal("Host=db;Password=from a file", settings.Database.ConnectionString);
        Assert.Equal("smtp.example.org", settings.Mail.Smtp.Host);
        Assert.Equal(["10.0.0.1", "10.0.0.0/8"], settings.Proxies);
    }

    [Fact]
    public void What_the_environment_holds_for_others_is_left_alone()
    {
        var settings = Sound("{}", ("JOBS", "8"), ("data", "x"), ("TEMPLATES", "none"), ("MAIL", "/var/mail/me"), ("Other__Thing", "1"), ("DATABASE_URL", "postgres://x"), ("BaseUrl", ""));

        Assert.Null(settings.Jobs);
        Assert.Null(settings.BaseUrl);
    }

    [Fact]
    public void A_mistyped_variable_of_ours_is_told_by_its_name()
    {
        var problem = Assert.Single(Mistakes("{}", ("Mail__Smpt__Host", "x")));

        Assert.Equal("Mail__Smpt__Host", problem.File);
        Assert.EndsWith("did you mean Mail:Smtp:Host?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_whose_file_is_missing_is_told() =>
        Assert.Contains("does not exist", Assert.Single(Mistakes("{}", ("Mail__Smtp__Password_FILE", "/nowhere"))).ToString(), StringComparison.Ordinal);

    private Settings Sound(string json, params (string Name, string Value)[] environment)
    {
        var (settings, problems) = Read(json, environment);
        Assert.Empty(problems);
        return settings!;
    }

    private List<Problem> Mistakes(string json, params (string Name, string Value)[] environment)
    {
        var (settings, problems) = Read(json, environment);
        Assert.Null(settings);
        return [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Message, StringComparer.Ordinal)];
    }

    private (Settings? Settings, List<Problem> Problems) Read(string json, (string Name, string Value)[] environment)
    {
        _data.Write("settings.json", json);
        var problems = new List<Problem>();
        return (SettingsFile.Read(_data.Path, environment.ToDictionary(v => v.Name, v => v.Value), problems), problems);
    }
}
