using ContentPlanner.Server.Shared;
using MimeKit;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// Mails as .eml files, for an installation without a mail server. The file's name is the delivery's id and it appears
/// whole or not at all, so a crash at any point leaves one mail or none, and writing it again changes nothing.
/// </summary>
public sealed class FolderMailer(string folder) : IMailer, IMailRoute
{
    public string Destination => Path.GetFullPath(folder);

    public bool Leaves => false;

    public IMailRoute Open() => this;

    public Task ReadyAsync(CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailOutageException($"the mail folder {Destination} cannot be made: {e.Message}", e);
        }
    }

    public async Task<SendOutcome> SendAsync(Guid delivery, MimeMessage message, MailboxAddress from, MailboxAddress to)
    {
        var name = Path.Combine(folder, $"{delivery:N}.eml");
        var writing = $"{name}.{Guid.NewGuid():N}.writing";
        try
        {
            await using (var file = PrivateFile.Create(writing, FileMode.CreateNew))
            {
                await message.WriteToAsync(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, file);
                await file.FlushAsync();
                file.Flush(flushToDisk: true);
            }
            File.Move(writing, name, overwrite: true);
            return new SendOutcome.Accepted(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(writing);
            return new SendOutcome.NotTried($"the mail could not be written to {Destination}: {e.Message}", IsEverybody: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
