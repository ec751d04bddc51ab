using ContentPlanner.Core.Locales;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>The functions with which pages and mails write days, times and numbers in the workspace's locale.</summary>
internal static class Written
{
    public static (string Name, object? Value)[] In(Locale locale)
    {
        var functions = new TemplateFunctions { Locale = locale };
        return [("date", (Delegate)functions.Date), ("number", (Delegate)functions.Number)];
    }
}
