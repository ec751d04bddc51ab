using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Tests.Locales;

public class LocaleTests
{
    private static readonly LocalDate Friday = new(2027, 3, 5);

    [Theory]
    [InlineData("en-GB", "5 March 2027", "05/03/2027", "5 Mar 2027", "5 March", "Friday 5 March", "March 2027")]
    [InlineData("en-IE", "5 March 2027", "05/03/2027", "5 Mar 2027", "5 March", "Friday 5 March", "March 2027")]
    [InlineData("en-US", "March 5, 2027", "3/5/2027", "Mar 5, 2027", "March 5", "Friday, March 5", "March 2027")]
    [InlineData("en-CA", "March 5, 2027", "2027-03-05", "Mar 5, 2027", "March 5", "Friday, March 5", "March 2027")]
    [InlineData("en-AU", "5 March 2027", "05/03/2027", "5 Mar 2027", "5 March", "Friday 5 March", "March 2027")]
    [InlineData("en-NZ", "5 March 2027", "5/03/2027", "5 Mar 2027", "5 March", "Friday, 5 March", "March 2027")]
    [InlineData("en-IN", "5 March 2027", "05/03/2027", "5 Mar 2027", "5 March", "Friday, 5 March", "March 2027")]
    [InlineData("de-DE", "5. März 2027", "05.03.2027", "5. März 2027", "5. März", "Freitag, 5. März", "März 2027")]
    [InlineData("fr-FR", "5 mars 2027", "05/03/2027", "5 mars 2027", "5 mars", "vendredi 5 mars", "mars 2027")]
    [InlineData("es-ES", "5 de marzo de 2027", "5/3/2027", "5 mar 2027", "5 de marzo", "viernes, 5 de marzo", "marzo de 2027")]
    [InlineData("it-IT", "5 marzo 2027", "05/03/2027", "5 mar 2027", "5 marzo", "venerdì 5 marzo", "marzo 2027")]
    [InlineData("nl-NL", "5 maart 2027", "05-03-2027", "5 mrt 2027", "5 maart", "vrijdag 5 maart", "maart 2027")]
    [InlineData("pt-BR", "5 de março de 2027", "05/03/2027", "5 de mar. de 2027", "5 de março", "sexta-feira, 5 de março", "março de 2027")]
    [InlineData("sv-SE", "5 mars 2027", "2027-03-05", "5 mars 2027", "5 mars", "fredag 5 mars", "mars 2027")]
    [InlineData("da-DK", "5. marts 2027", "05.03.2027", "5. mar. 2027", "5. marts", "fredag 5. marts", "marts 2027")]
    public void Days_are_written_as_people_there_write_them(string tag, string full, string digits, string medium, string dayMonth, string weekday, string month)
    {
        var locale = Locale.For(tag);
        Assert.Equal(tag, locale.Tag);
        Assert.Equal(
            [full, digits, medium, dayMonth, weekday, month],
            [locale.Format(Friday), locale.Format(Friday, DayStyle.Short), locale.Format(Friday, DayStyle.Medium), locale.Format(Friday, DayStyle.DayMonth), locale.Format(Friday, DayStyle.Weekday), locale.Format(Friday, DayStyle.Month)]);
    }

    [Theory]
    [InlineData("en-IE", "Friday 5 March 2027", "Fri 5 Mar", "5 Mar")]
    [InlineData("en-US", "Friday, March 5, 2027", "Fri, Mar 5", "Mar 5")]
    [InlineData("de-DE", "Freitag, 5. März 2027", "Fr., 5. März", "5. März")]
    [InlineData("es-ES", "viernes, 5 de marzo de 2027", "vie, 5 de mar", "5 de mar")]
    public void Fuller_and_narrower_days_follow_from_the_same_patterns(string tag, string full, string weekday, string dayMonth)
    {
        var locale = Locale.For(tag);
        Assert.Equal(
            [full, weekday, dayMonth],
            [locale.Format(Friday, DayStyle.Full), locale.Format(Friday, DayStyle.WeekdayShort), locale.Format(Friday, DayStyle.DayMonthShort)]);
    }

    [Theory]
    [InlineData("fr-FR", "1er mai 2027")]
    [InlineData("pt-BR", "1º de maio de 2027")]
    [InlineData("de-DE", "1. Mai 2027")]
    public void The_first_of_a_month_has_its_own_name_in_some_languages(string tag, string written) =>
        Assert.Equal(written, Locale.For(tag).Format(new LocalDate(2027, 5, 1)));

    [Theory]
    [InlineData("en-GB", "09:05", "17:30", "00:15")]
    [InlineData("en-US", "9:05 AM", "5:30 PM", "12:15 AM")]
    [InlineData("en-AU", "9:05 am", "5:30 pm", "12:15 am")]
    [InlineData("es-ES", "9:05", "17:30", "0:15")]
    [InlineData("da-DK", "09.05", "17.30", "00.15")]
    public void Times_too(string tag, string morning, string afternoon, string night)
    {
        var locale = Locale.For(tag);
        Assert.Equal([morning, afternoon, night], [locale.Format(new LocalTime(9, 5)), locale.Format(new LocalTime(17, 30)), locale.Format(new LocalTime(0, 15))]);
    }

    [Theory]
    [InlineData("en-GB", "1,234.5", "12,345,678", "-0.25")]
    [InlineData("en-IN", "1,234.5", "1,23,45,678", "-0.25")]
    [InlineData("de-DE", "1.234,5", "12.345.678", "-0,25")]
    [InlineData("es-ES", "1234,5", "12.345.678", "-0,25")]
    [InlineData("fr-FR", "1\u202F234,5", "12\u202F345\u202F678", "-0,25")]
    public void Numbers_too(string tag, string thousand, string million, string negative)
    {
        var locale = Locale.For(tag);
        Assert.Equal([thousand, million, negative], [locale.Format(1234.50m), locale.Format(12345678), locale.Format(-0.25m)]);
        Assert.Equal(3, locale.Format(2.5m, 1).Length);
        Assert.Equal("0", locale.Format(-0.4m, 0));
    }

    [Theory]
    [InlineData("de-AT", "de-DE")]
    [InlineData("pt-PT", "pt-BR")]
    [InlineData("en-ZA", "en-GB")]
    [InlineData("EN-ie", "en-IE")]
    [InlineData("en_US", "en-GB")]
    [InlineData("cy-GB", "en-GB")]
    [InlineData("", "en-GB")]
    public void An_unknown_country_takes_its_language_and_an_unknown_language_british_english(string tag, string used) =>
        Assert.Equal(used, Locale.For(tag).Tag);

    [Fact]
    public void Quotation_marks_follow_the_language_and_are_not_doubled()
    {
        Assert.Equal("“Yes.”", Locale.For("en-GB").Quoted("Yes."));
        Assert.Equal("„Ja.“", Locale.For("de-DE").Quoted("Ja."));
        Assert.Equal("“Yes.”", Locale.For("de-DE").Quoted("“Yes.”"));
    }
}
