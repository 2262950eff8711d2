// Makes the resource group and puts resources.bicep into it. For azd up, and for
// az deployment sub create -l <region> -f infra/main.bicep
targetScope = 'subscription'

@description('Tells environments apart in names and tags.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations')
@minLength(1)
param location string

@description('How long an event stays in the hub, in hours. It is the limit of "nothing lost": an outage of storage that is longer loses events. X wants deleted posts gone within a day, so the default is a day.')
@minValue(1)
@maxValue(168)
param retentionHours int = 24

@description('Partitions of the hub: so many instances of storeTweets work at once. Fixed once the hub exists. The default is that of resources.json.')
@minValue(1)
@maxValue(32)
param partitionCount int = 4

@description('Throughput units that are paid for every hour. One takes 1 MB or 1,000 events a second.')
@minValue(1)
@maxValue(20)
param throughputUnits int = 1

@description('How far auto-inflate may raise them under load; not above throughputUnits means off. It never lowers them: the next deployment does.')
@minValue(0)
@maxValue(20)
param maximumThroughputUnits int = 0

@description('Copies of rows and dead letters. Azure converts an account that exists from one to another only in part: choose before the first deployment.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param dataRedundancy string = 'Standard_LRS'

@description('Puts a lock on the account with rows and dead letters. azd down fails until it is removed.')
param lockData bool = false

@description('Major version of Node that the app runs on.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('Memory of an instance in MB. A second of work costs in proportion to it.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int = 2048

@description('Most instances of each function. storeTweets never uses more than there are partitions. Some regions refuse less than 40.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances of storeTweets that are kept running, and paid for, so that the first event waits for no start.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int = 0

@description('Where tweets come from. twitter takes a token in the vault: npm run set-twitter-token writes it and switches the source.')
@allowed(['test', 'twitter'])
param tweetSource string = 'test'

@description('Functions that stay switched off, as npm run pause left them. A deployment replaces all settings of the app, so it has to be told.')
param pausedFunctions ('publishTweets' | 'storeTweets' | 'forgetTweets')[] = []

@description('When publishTweets runs, as NCRONTAB with seconds, in UTC. Each run is billed as a second at least.')
@minLength(9)
@maxLength(200)
param publishSchedule string = '0 * * * * *'

@description('Minutes between two runs by that schedule. The alert publishing-silent fires after three of them, and ten minutes at least.')
@minValue(1)
@maxValue(1440)
param publishPeriodMinutes int = 1

@description('Tweets that a run of the test source makes.')
@minValue(1)
@maxValue(10000)
param testTweetsPerRun int = 20

@description('Rows and dead letters older than this are deleted, in hours.')
@minValue(1)
@maxValue(87600)
param tweetRetentionHours int = 168

@description('What X is asked for. X takes 512 characters.')
@minLength(1)
@maxLength(512)
param twitterQuery string = '#Azure lang:en -is:retweet'

@description('Most posts that a UTC day may read. X bills each of them.')
@minValue(10)
@maxValue(3000000)
param twitterMaxPostsPerDay int = 100

@description('Most requests to X in one run.')
@minValue(1)
@maxValue(100)
param twitterMaxPagesPerRun int = 10

@description('How far back the very first run reads, in minutes.')
@minValue(1)
@maxValue(10000)
param twitterFirstRunMinutes int = 15

@description('How far behind X\'s clock the cursor stays, in seconds, since X may show a post late.')
@minValue(10)
@maxValue(3600)
param twitterHorizonSeconds int = 60

@description('What X calls the parameter with the wanted fields.')
@allowed(['tweet.fields', 'post.fields'])
param twitterFieldsParameter string = 'tweet.fields'

@description('Most telemetry of a day, in MB. The rest of the day is lost, alerts included. 160 MB keep a month within the 5 GB that are free.')
@minValue(23)
@maxValue(100000)
param dailyCapMb int = 160

@description('How long logs are kept, in days. The first 31 are free; tables of Application Insights are kept for 90 in any case, free as well.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Whether nobody can purge the vault before its 7 days are over. Can never be undone, and azd down --purge then leaves the name taken for 7 days.')
param vaultPurgeProtection bool = false

@description('Whom alerts and the budget write to. Empty: alerts show in the portal only.')
@maxLength(254)
param contactEmail string = ''

@description('Where people find the runbook, for the text of alerts: the page on your Git server can be opened from a mail.')
@minLength(1)
@maxLength(300)
param runbookUrl string = 'docs/runbook.md'

@description('What a month may cost, in the currency of the bill, before contactEmail is told. 0: no budget. Takes budgetStartDate as well. It stops nothing.')
@minValue(0)
@maxValue(1000000)
param budgetAmount int = 0

@description('First day of the current month, yyyy-MM-01, when the budget is made, and the same ever after: Azure refuses another one.')
@maxLength(10)
param budgetStartDate string = ''

@description('What the principal may do with data: nothing, look at it, or also replay, forget and write the token. Taking rights away takes deleting role assignments: a deployment only adds.')
@allowed(['none', 'look', 'replay'])
param personAccess string = 'none'

@description('Object id of that principal, needed unless personAccess is none. azd gives that of whoever deploys.')
@maxLength(36)
param principalId string = ''

@description('What the principal is. A service principal, which is what a pipeline deploys as, gets nothing whatever personAccess says.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: {
    'azd-env-name': environmentName
    application: 'tributary'
  }
}

// Its name is fixed: whoever knows the app finds this deployment in the app's group, and its outputs.
module resources 'resources.bicep' = {
  scope: group
  name: 'tributary'
  params: {
    environmentName: environmentName
    location: location
    retentionHours: retentionHours
    partitionCount: partitionCount
    throughputUnits: throughputUnits
    maximumThroughputUnits: maximumThroughputUnits
    dataRedundancy: dataRedundancy
    lockData: lockData
    nodeVersion: nodeVersion
    instanceMemoryMb: instanceMemoryMb
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    tweetSource: tweetSource
    pausedFunctions: pausedFunctions
    publishSchedule: publishSchedule
    publishPeriodMinutes: publishPeriodMinutes
    testTweetsPerRun: testTweetsPerRun
    tweetRetentionHours: tweetRetentionHours
    twitterQuery: twitterQuery
    twitterMaxPostsPerDay: twitterMaxPostsPerDay
    twitterMaxPagesPerRun: twitterMaxPagesPerRun
    twitterFirstRunMinutes: twitterFirstRunMinutes
    twitterHorizonSeconds: twitterHorizonSeconds
    twitterFieldsParameter: twitterFieldsParameter
    dailyCapMb: dailyCapMb
    logRetentionDays: logRetentionDays
    vaultPurgeProtection: vaultPurgeProtection
    contactEmail: contactEmail
    runbookUrl: runbookUrl
    budgetAmount: budgetAmount
    budgetStartDate: budgetStartDate
    personAccess: personAccess
    principalId: principalId
    principalType: principalType
  }
}

// As resources.bicep gives them; azd keeps them in the environment.
output AZURE_LOCATION string = resources.outputs.AZURE_LOCATION
output AZURE_TENANT_ID string = resources.outputs.AZURE_TENANT_ID
output AZURE_SUBSCRIPTION_ID string = resources.outputs.AZURE_SUBSCRIPTION_ID
output AZURE_RESOURCE_GROUP string = resources.outputs.AZURE_RESOURCE_GROUP
output AZURE_FUNCTION_APP_NAME string = resources.outputs.AZURE_FUNCTION_APP_NAME
output EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE string = resources.outputs.EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE
output EVENT_HUB_NAME string = resources.outputs.EVENT_HUB_NAME
output TWEET_TABLE_SERVICE_URI string = resources.outputs.TWEET_TABLE_SERVICE_URI
output TWEET_BLOB_SERVICE_URI string = resources.outputs.TWEET_BLOB_SERVICE_URI
output APPLICATION_INSIGHTS_NAME string = resources.outputs.APPLICATION_INSIGHTS_NAME
output APPLICATION_INSIGHTS_ID string = resources.outputs.APPLICATION_INSIGHTS_ID
output KEY_VAULT_NAME string = resources.outputs.KEY_VAULT_NAME
