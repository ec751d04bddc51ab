using System.Collections.Frozen;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Imports;

/// <summary>What a column of a table can mean.</summary>
public enum ImportField
{
    /// <summary>Not taken.</summary>
    None,
    Title,
    Status,

    /// <summary>The day it is planned for, or its first day.</summary>
    Day,

    /// <summary>The last day of a span.</summary>
    End,

    /// <summary>The moment it goes or went out.</summary>
    Published,

    /// <summary>A time that belongs to the day of another column.</summary>
    Time,
    Channel,
    Format,
    Owner,
    Pillar,
    Intention,
    Launch,

    /// <summary>Several words, each of which may name a pillar, a channel or a format.</summary>
    Labels,
    Url,
    Body,

    /// <summary>Its name over there.</summary>
    Id,

    /// <summary>Whether it was put away: a piece is retired then.</summary>
    Archived,

    /// <summary>Whether it is done.</summary>
    Done,
}

/// <summary>Fields in words, and what columns are usually called.</summary>
public static class ImportFields
{
    public static IReadOnlyList<ImportField> All { get; } = Enum.GetValues<ImportField>();

    private static readonly FrozenDictionary<string, ImportField> Names = Table().ToFrozenDictionary(n => n.Name, n => n.Field, StringComparer.Ordinal);

    /// <summary><c>title</c>, <c>none</c>: what <c>--map</c> and forms say.</summary>
    public static string Word(ImportField field) => Words.Kebab(field.ToString());

    /// <summary>The field of a word; null: there is none such.</summary>
    public static ImportField? OfWord(string word) => word.Length > 0 && Enum.TryParse<ImportField>(word, ignoreCase: true, out var field) && !char.IsAsciiDigit(word[0]) ? field : null;

    /// <summary>For a list to choose from.</summary>
    public static string Label(ImportField field) => field switch
    {
        ImportField.None => "Leave out",
        ImportField.Title => "Title",
        ImportField.Status => "Status",
        ImportField.Day => "Day (planned, or first)",
        ImportField.End => "Last day",
        ImportField.Published => "Published (day or moment)",
        ImportField.Time => "Time of the day",
        ImportField.Channel => "Channel",
        ImportField.Format => "Format",
        ImportField.Owner => "Owner",
        ImportField.Pillar => "Pillar",
        ImportField.Intention => "Intention",
        ImportField.Launch => "Launch",
        ImportField.Labels => "Labels (pillar, channel or format)",
        ImportField.Url => "Address (URL)",
        ImportField.Body => "Text",
        ImportField.Id => "Id over there",
        ImportField.Archived => "Archived: yes or no",
        _ => "Done: yes or no",
    };

    /// <summary>What a column of this name usually holds; null: the name says nothing.</summary>
    public static ImportField? Named(string column)
    {
        var name = string.Join(' ', column.ToLowerInvariant().Split([' ', '_', '-', '.', ':', '/', '(', ')', '*', '?', '#'], StringSplitOptions.RemoveEmptyEntries));
        return Names.TryGetValue(name, out var field) ? field : null;
    }

    private static IEnumerable<(string Name, ImportField Field)> Table() => new (ImportField Field, string Names)[]
    {
        (ImportField.Title, "title|name|headline|card name|task name|task|post title|piece|content|content title|page|topic|subject|article|idea|working title|titel|überschrift|thema|titre|título|titolo|event|summary|item"),
        (ImportField.Status, "status|state|stage|list|list name|column|phase|workflow|workflow status|progress|section|section column|bearbeitungsstand|statut|estado|etat|état|task status"),
        (ImportField.Day, "date|day|planned|planned date|planned for|due|due date|deadline|scheduled|scheduled date|schedule date|start|start date|calendar date|target date|go live date|datum|termin|fällig|fällig am|geplant|geplant am|date prévue|date de début|fecha|data|from|von|first day|content date|send date|due on|datum veröffentlichung"),
        (ImportField.End, "end|end date|last day|until|to|bis|ende|date de fin|fin|fecha fin|ends"),
        (ImportField.Published, "published|publish date|published date|publication date|publishing date|published on|published at|publish on|publish at|date published|posted|posted on|post date|live date|live on|veröffentlicht|veröffentlicht am|veröffentlichungsdatum|veröffentlichung|publié le|date de publication|fecha de publicación|publicado|scheduled at|publish date time"),
        (ImportField.Time, "time|publish time|scheduled time|start time|uhrzeit|zeit|heure|hora"),
        (ImportField.Channel, "channel|channels|platform|platforms|network|social network|social profile|profile|kanal|plattform|canal|plateforme|plataforma|where|medium|distribution channel"),
        (ImportField.Format, "format|type|content type|post type|kind|asset type|media type|art|typ|inhaltstyp|type de contenu|tipo|formato"),
        (ImportField.Owner, "owner|author|assignee|assigned to|assigned|assign|members|member|responsible|writer|person|people|verantwortlich|zuständig|autor|autorin|verfasser|auteur|responsable|propietario|created for|task owner"),
        (ImportField.Pillar, "pillar|content pillar|theme|category|campaign theme|säule|thema säule|kategorie|catégorie|categoría|pilier|topic cluster|cluster"),
        (ImportField.Intention, "intention|goal|objective|ziel|objectif|objetivo"),
        (ImportField.Launch, "launch|campaign|project|kampagne|projekt|campagne|campaña|projet"),
        (ImportField.Labels, "labels|label|tags|tag|keywords|schlagwörter|étiquettes|etiquetas|color label|categories"),
        (ImportField.Url, "url|link|permalink|published url|post url|live url|live link|address|web address|adresse|lien|enlace|published link|live post|page url"),
        (ImportField.Body, "body|draft copy|post copy|draft text|text|description|card description|notes|note|content body|copy|draft|brief|caption|message|beschreibung|inhalt|notizen|texte|descripción|texto|post content|details"),
        (ImportField.Id, "id|card id|record id|task id|uid|guid|content id|post id|key|nr|page id"),
        (ImportField.Archived, "archived|archiviert|archivé|closed"),
        (ImportField.Done, "done|live|completed|complete|due complete|erledigt|fertig|terminé|hecho|is published|published?"),
    }.SelectMany(f => f.Names.Split('|').Select(name => (name.Trim('?'), f.Field))).DistinctBy(n => n.Item1);
}
