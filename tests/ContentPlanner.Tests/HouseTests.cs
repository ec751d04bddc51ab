namespace ContentPlanner.Tests;

public class HouseTests
{
    [Fact]
    public void Nothing_yet() => Assert.True(true);
}
