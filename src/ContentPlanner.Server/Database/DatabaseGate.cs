namespace ContentPlanner.Server.Database;

/// <summary>
/// Opens once the database is reachable and has this program's schema; whoever works in the background waits here, and
/// pages say "not yet" until then.
/// </summary>
public sealed class DatabaseGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _open.Task.IsCompletedSuccessfully;

    /// <summary>What is waited for, in words for the administrator; null: nothing.</summary>
    public string? WaitingFor { get; private set; } = "the database to be opened";

    public Task OpenedAsync(CancellationToken stop) => _open.Task.WaitAsync(stop);

    internal void Wait(string @for) => WaitingFor = @for;

    internal void Open()
    {
        WaitingFor = null;
        _open.TrySetResult();
    }
}
