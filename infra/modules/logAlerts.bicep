// Alerts that ask the telemetry. Each asks what infra/queries/<name>.kql asks, and has a section of its name in
// docs/runbook.md. The window bounds a query, so none of them names a time.
@description('Region of the log alerts.')
@minLength(1)
param location string

@description('Tags of all.')
param tags object

@description('Resource id of the Application Insights component.')
@minLength(1)
param applicationInsightsId string

@description('Resource id of the workspace behind it, which knows what is billed.')
@minLength(1)
param workspaceId string

@description('How long an event stays in the hub, in hours.')
@minValue(1)
@maxValue(2160)
param retentionHours int

@description('Minutes between two runs of publishTweets.')
@minValue(1)
@maxValue(1440)
param publishPeriodMinutes int

@description('Most telemetry of a day, in MB.')
@minValue(23)
param dailyCapMb int

@description('Resource ids of the action groups that are told.')
param actionGroupIds string[]

@description('Where people find docs/runbook.md.')
@minLength(1)
param runbookUrl string

// A log alert looks back over one of these, two days at most.
var windows = [
  { minutes: 5, size: 'PT5M' }
  { minutes: 10, size: 'PT10M' }
  { minutes: 15, size: 'PT15M' }
  { minutes: 30, size: 'PT30M' }
  { minutes: 45, size: 'PT45M' }
  { minutes: 60, size: 'PT1H' }
  { minutes: 120, size: 'PT2H' }
  { minutes: 180, size: 'PT3H' }
  { minutes: 240, size: 'PT4H' }
  { minutes: 300, size: 'PT5H' }
  { minutes: 360, size: 'PT6H' }
  { minutes: 1440, size: 'P1D' }
  { minutes: 2880, size: 'P2D' }
]
// Telemetry may take five minutes to arrive, so that a shorter window would often be empty for no reason.
var threePeriodMinutes = min(max(3 * publishPeriodMinutes, 10), 2880)
var threePeriods = filter(windows, window => window.minutes >= threePeriodMinutes)[0].size

var logAlerts = [
  {
    name: 'events-not-stored'
    text: 'Events are dead letters, or unaccounted for.'
    severity: 1
    scope: applicationInsightsId
    query: loadTextContent('../queries/events-not-stored.kql')
    measure: 'notStored'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'oldest-event-unstored'
    text: 'An event waits to be stored for longer than half of the ${retentionHours} hours after which the hub forgets it.'
    severity: 1
    scope: applicationInsightsId
    query: loadTextContent('../queries/oldest-event-unstored.kql')
    measure: 'waitedMinutes'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: retentionHours * 30
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'functions-failing'
    text: 'A function failed.'
    severity: 2
    scope: applicationInsightsId
    query: loadTextContent('../queries/functions-failing.kql')
    measure: 'failures'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'publishing-silent'
    text: 'No run of publishTweets has succeeded for three periods of its schedule, or ten minutes where those are shorter.'
    severity: 2
    scope: applicationInsightsId
    query: loadTextContent('../queries/publishing-silent.kql')
    measure: 'runs'
    aggregation: 'Total'
    operator: 'LessThan'
    threshold: 1
    frequency: 'PT5M'
    window: threePeriods
  }
  {
    name: 'telemetry-near-its-cap'
    text: 'A day of telemetry took more than 80 % of the ${dailyCapMb} MB after which all of it stops, alerts included.'
    severity: 2
    scope: workspaceId
    query: loadTextContent('../queries/telemetry-near-its-cap.kql')
    measure: 'megabytes'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: dailyCapMb * 4 / 5
    frequency: 'PT1H'
    window: 'P1D'
  }
]

// A workspace without data has no tables yet, which a validation would take for a mistake in the query.
resource logAlert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Tributary: ${alert.name}'
      description: '${alert.text} ${runbookUrl}#${alert.name}'
      enabled: true
      severity: alert.severity
      scopes: [alert.scope]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.measure
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: actionGroupIds
      }
    }
  }
]
