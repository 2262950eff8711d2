@description('What a month may cost, in the currency of the bill.')
@minValue(0)
@maxValue(1000000)
param amount int

@description('First day of the month that the budget begins in, yyyy-MM-01. Azure refuses to change it later.')
@minLength(10)
@maxLength(10)
param startDate string

@description('Whom to write to.')
@minLength(3)
@maxLength(254)
param contactEmail string

// It warns. It stops nothing.
resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'tributary'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: '${startDate}T00:00:00Z'
    }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [contactEmail]
      }
      willSpend100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [contactEmail]
      }
    }
  }
}
