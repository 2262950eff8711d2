throw new Error('not named by main');
