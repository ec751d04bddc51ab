using ContentPlanner.Core.Calendars;

namespace ContentPlanner.Tests.Calendars;

public class CalendarKindsTests
{
    [Theory]
    [InlineData(null, "newsletter", CalendarKind.Newsletter)]
    [InlineData(null, "youtube", CalendarKind.Podcast)]
    [InlineData(null, "linkedin", CalendarKind.Article)]
    [InlineData("webinar", "newsletter", CalendarKind.Podcast)]
    public void A_slot_is_of_its_format_s_kind_or_of_its_channel_s(string? format, string channel, CalendarKind kind) => Assert.Equal(kind, CalendarKinds.OfSlot(format, channel));
}
