using ContentPlanner.Formats.Imports;
using NodaTime;

namespace ContentPlanner.Tests.Imports;

public class WrittenDayTests
{
    [Theory]
    [InlineData("2027-05-11", "2027-05-11")]
    [InlineData("2027/5/11", "2027-05-11")]
    [InlineData("11.05.2027", "2027-05-11")]
    [InlineData("11. Mai 2027", "2027-05-11")]
    [InlineData("11 mai 2027", "2027-05-11")]
    [InlineData("11 de mayo de 2027", "2027-05-11")]
    [InlineData("May 11, 2027", "2027-05-11")]
    [InlineData("@May 11, 2027", "2027-05-11")]
    [InlineData("Tue, 11 May 2027", "2027-05-11")]
    [InlineData("11-May-27", "2027-05-11")]
    [InlineData("46518", "2027-05-11")]
    [InlineData("20270511", "2027-05-11")]
    [InlineData("2027-05-11T09:00:00.000Z", "2027-05-11 09:00 +00")]
    [InlineData("2027-05-11 09:00:00+02:00", "2027-05-11 09:00 +02")]
    [InlineData("5/11/2027 9:00am", "2027-11-05 09:00")]
    [InlineData("11/05/2027, 5:30 PM", "2027-05-11 17:30")]
    [InlineData("May 11, 2027 9:00 AM (GMT+1)", "2027-05-11 09:00 +01")]
    [InlineData("May 11, 2027 → May 13, 2027", "2027-05-11 to 2027-05-13")]
    [InlineData("11.05.2027 - 13.05.2027", "2027-05-11 to 2027-05-13")]
    [InlineData("11.05.2027 um 09.30", "2027-05-11 09:30")]
    [InlineData("2027-05-11 12:00 am", "2027-05-11 00:00")]
    [InlineData("2027-02-30", null)]
    [InlineData("31/31/2027", null)]
    [InlineData("tomorrow", null)]
    [InlineData("2027-05-11 25:00", null)]
    [InlineData("Q2 2027", null)]
    [InlineData("12", null)]
    public void Days_are_read_as_people_and_programs_write_them(string text, string? day) => Assert.Equal(day, WrittenDay.Read(text, DayOrder.DayFirst) is { } read
        ? $"{read.Day:uuuu-MM-dd}{(read.Time is { } time ? $" {time:HH:mm}" : "")}{(read.Offset is { } offset ? $" {offset:g}" : "")}{(read.End is { } end ? $" to {end:uuuu-MM-dd}" : "")}"
        : null);

    [Fact]
    public void The_whole_column_decides_whether_the_day_comes_first()
    {
        Assert.Equal(new LocalDate(2027, 4, 3), Planned("03/04/2027", "25/04/2027"));
        Assert.Equal(new LocalDate(2027, 3, 4), Planned("03/04/2027", "04/25/2027"));
    }

    [Fact]
    public void Another_column_of_the_same_table_decides_where_one_is_ambiguous()
    {
        var reading = Imported.Rows(CsvTable.Read("t.csv", "Title,Date,Published\nOne,03/04/2027,04/25/2027 8:00\nTwo,03/05/2027,\n"));
        Assert.Null(reading.Question);
        Assert.Equal(new LocalDate(2027, 3, 5), reading.Items[1].From);
    }

    [Fact]
    public void What_no_column_decides_is_asked_and_the_answer_holds()
    {
        var table = CsvTable.Read("t.csv", "Title,Date\nOne,03/04/2027\n");
        var asked = Imported.Rows(table);
        Assert.Equal("Date", asked.Question!.Column);
        Assert.Equal(["03/04/2027"], asked.Question.Examples);
        var answered = Imported.Rows(table, DayOrder.MonthFirst);
        Assert.Null(answered.Question);
        Assert.Equal(new LocalDate(2027, 3, 4), answered.Items[0].From);
    }

    private static LocalDate? Planned(params string[] days)
    {
        var reading = Imported.Rows(CsvTable.Read("t.csv", "Title;Date\n" + string.Concat(days.Select((d, n) => $"Piece {n};{d}\n"))));
        Assert.Null(reading.Question);
        return reading.Items[0].From;
    }
}
