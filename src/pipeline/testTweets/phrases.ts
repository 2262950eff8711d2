/** The sentences of the Databricks tutorial that people come from. */
export const tutorialSentences = ['Azure is the greatest!', "Azure isn't working :(", 'Azure is okay.'] as const;

/** Sentences of our own; `{list}` stands for a word of that list. */
export const sentences = [
  'Just moved {thing} to {service} and it took {duration}',
  'Is {service} slow in {region} today or is it only {thing}?',
  'Wrote {count} lines of Bicep to get rid of {count} clicks in the portal',
  'TIL that {service} can {ability}, no more cron jobs on a lonely VM',
  'Our {service} bill went down by {count} percent after we turned on autoscale',
  'Our {service} bill went up by {count} percent and nobody knows why',
  'New blog post: how we run {thing} on {service} in {region}',
  'Anybody else see timeouts on {service} in {region} since {moment}?',
  'Love how {service} just works with managed identity',
  'Hate how {service} hides the real error behind a correlation id',
  'Slides of my talk about {service} at the {city} meetup are online',
  '{count} people at the {city} meetup, all of them asking about {service}',
  'Deployed {thing} on a Friday. {service} says healthy. I say good night',
  'Spent {duration} on a typo in a connection string. It is always the connection string',
  'Passed the certification after {duration} of {service} flash cards',
  'Pro tip: give every {service} its own resource group, your future self will thank you',
  'The {service} docs are surprisingly good, read them before you ask',
  'The {service} docs show the old portal again, good luck finding that button',
  'Quota in {region} is gone, support answered within {wait}, well done',
  'Quota in {region} is gone, support has been silent for {duration}',
  'We replaced {count} scripts with one function and nobody misses them',
  'Cold start of {thing} is down to {count} ms',
  'Cold start of {thing} is {count} ms and the product owner has noticed',
  'Streaming {count} events per second through {service} without a single lost one',
  'Duplicate events again. At least once means at least once, make your writes idempotent',
  'Checkpoint first, ask questions later? Please do not. {service} will lose your batch',
  'Does {service} {ability} in {region} yet?',
  'Workshop in {city}: from zero to {service} in {duration}, a few seats left',
  'Hiring in {city}: somebody who knows {service} and is not afraid of YAML',
  'That moment when {thing} scales out and the database does not',
  'Half of {thing} is retry logic, the other half is logging of retries',
  'Migrated {count} tables to {service} over the weekend, sleeping now',
  'Outage in {region} is over, postmortem in {wait}',
  'Status page is all green, {thing} is all red',
  'Finally: {service} can {ability}. We have waited {duration} for this',
  'Who decided that {service} needs {count} different kinds of keys?',
  'Local emulators save more money than any reservation, change my mind',
  'One command, whole pipeline on my laptop, no cloud bill. I could get used to this',
  'My cat walked over the keyboard and deployed {thing} to {region}',
  'Reading about {service} on the train to {city}, window seat, coffee, perfect',
  'Comparing {service} with what we built ourselves in {duration}. Ours loses',
  'Comparing {service} with what we built ourselves in {duration}. Ours wins',
  'Today I deleted {count} unused resources and it felt great',
  'The dashboard for {thing} has {count} charts and nobody looks at {count} of them',
  'Naming things: {thing}, {thing} final, {thing} final 2',
  'Found the bug in {thing}: local time. It is always local time',
  'Community call about {service} starts in {wait}, bring questions',
  'If {service} goes down in {region}, does {thing} make a sound?',
] as const;

export const words = {
  service: [
    'Functions',
    'Event Hubs',
    'Table storage',
    'Container Apps',
    'Cosmos DB',
    'Key Vault',
    'Static Web Apps',
    'Data Explorer',
    'Service Bus',
    'App Service',
    'Monitor',
    'Logic Apps',
  ],
  thing: [
    'our shop',
    'the billing job',
    'a weather bot',
    'the invoice parser',
    'the sensor backend',
    'a tiny API',
    'the photo pipeline',
    'the newsletter',
  ],
  duration: ['ten minutes', 'an hour', 'two days', 'one weekend', 'three weeks', 'half a year'],
  /** A duration that can lie ahead. */
  wait: ['ten minutes', 'an hour', 'two days', 'three weeks'],
  moment: ['this morning', 'last night', 'yesterday', 'Monday', 'noon'],
  region: ['westeurope', 'northeurope', 'eastus2', 'westus3', 'swedencentral', 'southeastasia', 'brazilsouth'],
  city: ['Lisbon', 'Utrecht', 'Gothenburg', 'Austin', 'Nairobi', 'Pune', 'Osaka', 'Zagreb'],
  count: ['3', '7', '12', '40', '99', '150', '300', '2000'],
  ability: ['scale to zero', 'replay events', 'run in a private network', 'read from a queue', 'use passkeys'],
} as const;

/** Other languages, to prove that a filter on `lang` bites. */
export const foreign = [
  { lang: 'ja', text: 'クラウドの請求書を見て目が覚めた' },
  { lang: 'ja', text: '今日のデプロイは無事に終わりました' },
  { lang: 'zh', text: '云函数终于部署成功了' },
  { lang: 'ko', text: '오늘도 로그를 읽는 하루' },
  { lang: 'ar', text: 'السحابة تعمل بشكل جيد اليوم' },
  { lang: 'he', text: 'הענן עובד שוב, תודה לכולם' },
  { lang: 'fa', text: 'امروز همه چیز درست کار کرد' },
] as const;

/** Single signs, sequences joined by U+200D, skin tones, flags. */
export const emoji = ['🚀', '🎉', '☁️', '😅', '🔥', '👩‍💻', '👨‍👩‍👧‍👦', '🧑🏽‍🚀', '🏳️‍🌈', '🇵🇹', '🇸🇪', '🇧🇷'] as const;

/** As X delivers them: `&`, `<` and `>` of a text arrive escaped. */
export const escapedRemarks = [
  'Dev &amp; Ops',
  'before -&gt; after',
  'I &lt;3 it',
  'if (cost &lt; budget)',
  'Q&amp;A',
] as const;

export const hashtags = ['#Serverless', '#AzureFunctions', '#EventHubs', '#DevOps', '#TypeScript', '#Cloud'] as const;
