using ContentPlanner.Formats.Jobs;

namespace ContentPlanner.Tests.Jobs;

public class JobFileTests
{
    private const string Digests = """
        run: send-digests
        cron: "*/5 6-20 * * mon-fri"
        description: Sends what is due
        parameters: {batch: 50, greeting: hello}
        retries: 2
        timeout: 2m
        enabled: false
        """;

    private static readonly Dictionary<string, IReadOnlyCollection<string>> Verbs = new() { ["send-digests"] = ["batch", "greeting"] };

    [Fact]
    public void A_job_is_read_whole_and_called_after_its_file()
    {
        var reading = JobFile.Read("jobs/send-digests.yaml", Digests, Verbs);
        Assert.Empty(reading.Problems);
        Assert.Equal(new Job
        {
            Id = "send-digests", Run = "send-digests", Cron = "*/5 6-20 * * mon-fri", Description = "Sends what is due", Parameters = [new("batch", "50"), new("greeting", "hello")], Retries = 2, TimeoutSeconds = 120, Enabled = false,
        }, reading.Value);
    }

    [Theory]
    [InlineData("run: send-digests", "run: send-digest", "send-digest\n", "the program cannot run 'send-digest'; did you mean 'send-digests'?")]
    [InlineData("{batch: 50", "{bach: 50", "bach", "send-digests knows no parameter 'bach'; did you mean 'batch'?")]
    [InlineData("retries: 2", "retries: 4", "4", "'4' is not a whole number from 0 to 3")]
    [InlineData("timeout: 2m", "timeout: 2h", "2h", "'2h' is not a time such as 50s or 5m, at most 60m")]
    [InlineData("enabled: false", "enabeld: false", "enabeld", "a job has no key 'enabeld'; did you mean 'enabled'?")]
    [InlineData("hello}", "[hello]}", "[hello]", "here should be text, not a list")]
    [InlineData("*/5 6-20", "*/5 6-25", "\"*/5", "'25' is not understood as hour: *, a number from 0 to 23, a range such as 1-5, or a step such as */2")]
    public void A_mistake_is_named_with_its_place(string right, string wrong, string at, string message)
    {
        var (text, problem) = Spoilt.Text("jobs/send-digests.yaml", Digests, right, wrong, at, message);
        var reading = JobFile.Read("jobs/send-digests.yaml", text, Verbs);
        Assert.Null(reading.Value);
        Assert.Equal(problem, Assert.Single(reading.Problems));
    }

    [Fact]
    public void The_files_name_must_be_a_key() =>
        Assert.Equal("jobs/Send Digests.yaml: the file's name is the job's id: lower-case letters, digits and hyphens, as in send-digests.yaml", Assert.Single(JobFile.Read("jobs/Send Digests.yaml", Digests).Problems).ToString());

    [Fact]
    public void The_docs_list_every_key() => Assert.Empty(KeyTables.Match("docs/jobs.md", JobKeys.Job));

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("0 6 * * mon")]
    [InlineData("*/15 8-18/2 1,15 JAN-jun 0-7")]
    [InlineData("59 23 31 12 7")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 30 2 mon")]
    public void Five_fields_are_understood(string cron) => Assert.Null(CronText.Mistake(cron));

    [Theory]
    [InlineData("* * * *", "'* * * *' has 4 of the five fields minute, hour, day of the month, month, weekday")]
    [InlineData("0 * * * * *", "six fields name seconds, but nothing runs more often than once a minute: write five")]
    [InlineData("@daily", "'@daily' is a shorthand: write the five fields, as in 0 6 * * mon for Mondays at 06:00 UTC")]
    [InlineData("60 * * * *", "'60' is not understood as minute: *, a number from 0 to 59, a range such as 1-5, or a step such as */2")]
    [InlineData("* * 0 * *", "'0' is not understood as day of the month: *, a number from 1 to 31, a range such as 2-6, or a step such as */2")]
    [InlineData("* * * * monday", "'monday' is not understood as weekday: *, a number from 0 to 7, sun … sat, a range such as 1-5, or a step such as */2")]
    [InlineData("*/0 * * * *", "'*/0' has a step that is not a number from 1 to 59 (minute)")]
    [InlineData("30-10 * * * *", "'30-10' runs backwards (minute): write the smaller one first, or two ranges with a comma")]
    [InlineData("1,,2 * * * *", "'' is not understood as minute: *, a number from 0 to 59, a range such as 1-5, or a step such as */2")]
    [InlineData("0 0 30 2 *", "it never runs: day 30 does not exist in month 2")]
    public void What_is_not_understood_says_why(string cron, string mistake) => Assert.Equal(mistake, CronText.Mistake(cron));
}
