namespace ContentPlanner.Server.Jobs;

/// <summary>
/// Something that has to be done again and again; jobs/*.yaml say when, by its verb. It looks up in our tables what is due,
/// does it piece by piece, and is right when it runs twice, late, on two nodes at once, or not at all for a week: unique keys
/// and claims see to that, never the scheduler (docs/decisions/0010). One instance serves every run: no state in fields.
/// </summary>
public interface IJob
{
    /// <summary>
    /// Does what is due until <see cref="JobContext.TimeIsUp"/>, stopping between two pieces when <see cref="JobContext.Stop"/>
    /// asks for it. A dry run writes nothing and reports what would be done.
    /// </summary>
    Task<JobReport> RunAsync(JobContext context);
}
