using ContentPlanner.Server.Feeds;

namespace ContentPlanner.Server.Tests.Feeds;

public sealed class FeedLinksTests
{
    [Fact]
    public void An_address_comes_in_every_form_that_programs_take()
    {
        var links = FeedLinks.Of(new("https://plan.example.org/planner"), "cpf_secret", "editorial", "Steady Ground: editorial");

        Assert.Equal("https://plan.example.org/planner/feeds/cpf_secret/editorial.ics", links.Https);
        Assert.Equal("webcal://plan.example.org/planner/feeds/cpf_secret/editorial.ics", links.Webcal);
        Assert.Equal("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fplan.example.org%2Fplanner%2Ffeeds%2Fcpf_secret%2Feditorial.ics", links.Google);
        Assert.Equal("https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fplan.example.org%2Fplanner%2Ffeeds%2Fcpf_secret%2Feditorial.ics&name=Steady%20Ground%3A%20editorial", links.Outlook);
        Assert.StartsWith("https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fplan", links.Microsoft365, StringComparison.Ordinal);
        Assert.Equal("webcal://127.0.0.1:5080/feeds/t/s.ics", FeedLinks.Of(new("http://127.0.0.1:5080"), "t", "s").Webcal);
    }

    [Fact]
    public void A_phone_can_be_pointed_at_it()
    {
        var picture = FeedLinks.Of(new("https://plan.example.org"), "cpf_secret", "editorial").QrCode();
        Assert.StartsWith("<svg", picture, StringComparison.Ordinal);
        Assert.Contains("viewBox", picture, StringComparison.Ordinal);
        Assert.NotEqual(picture, FeedLinks.Of(new("https://plan.example.org"), "cpf_another", "editorial").QrCode());
    }

    [Theory]
    [InlineData("http://localhost:5080", Reach.ThisMachine, "BaseUrl in settings.json")]
    [InlineData("http://127.0.0.1:5080", Reach.ThisMachine, "only calendar programs on it")]
    [InlineData("http://[::1]:5080", Reach.ThisMachine, "only calendar programs on it")]
    [InlineData("http://192.168.1.20", Reach.ThisNetwork, "Google Calendar, Outlook on the web, Fastmail and Proton fetch from outside")]
    [InlineData("https://10.1.2.3", Reach.ThisNetwork, "your own network")]
    [InlineData("http://100.100.1.2", Reach.ThisNetwork, "your own network")]
    [InlineData("http://[fd00::5]", Reach.ThisNetwork, "your own network")]
    [InlineData("https://planner.local", Reach.ThisNetwork, "your own network")]
    [InlineData("http://nas", Reach.ThisNetwork, "your own network")]
    [InlineData("http://plan.example.org", Reach.Unencrypted, "without encryption")]
    [InlineData("https://plan.example.org", Reach.Everywhere, "")]
    [InlineData("https://172.32.0.1", Reach.Everywhere, "")]
    public void It_is_said_in_plain_words_who_can_reach_it(string address, Reach reach, string words)
    {
        var said = FeedReach.Of(new(address));
        Assert.Equal(reach, said.Reach);
        Assert.Contains(words, said.For(runsIt: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://192.168.1.20")]
    [InlineData("http://plan.example.org")]
    public void What_to_set_is_told_only_to_whoever_can_set_it(string address)
    {
        var said = FeedReach.Of(new(address));

        Assert.Contains("BaseUrl", said.For(runsIt: true), StringComparison.Ordinal);
        Assert.DoesNotContain("BaseUrl", said.For(runsIt: false), StringComparison.Ordinal);
        Assert.EndsWith("Whoever runs the program changes that.", said.For(runsIt: false), StringComparison.Ordinal);
    }
}
